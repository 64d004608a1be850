import { expect, it } from "vitest";
import { RunNamespace } from "../../engines/cluster/run-namespace.ts";
import { namespacesOf } from "../../engines/cluster/sweep.ts";
import { clusterTest } from "../../engines/cluster/testing/cluster.ts";
import { endedRun } from "../../engines/cluster/testing/ended-run.ts";
import { clean } from "./clean.ts";

const test = clusterTest();

it("removes the namespaces of a run whose process has ended", { timeout: 60_000 }, async () => {
  const run = endedRun();
  await RunNamespace.create(test.cluster(), run);
  const { text } = await clean();
  expect(text).toMatch(/^Removed [1-9]\d* namespaces? of runs that have ended from the cluster /m);
  expect(await namespacesOf(test.cluster(), run)).toEqual([]);
});
