import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { V1Namespace } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { newRunId } from "../docker/run-id.ts";
import { unlessGone } from "./api-refusal.ts";
import { clusterLabels } from "./labels.ts";
import { RunNamespace } from "./run-namespace.ts";
import { namespacesOf, sweep } from "./sweep.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment } from "./testing/deployment.ts";

const test = clusterTest();

/** The id of a run whose process has ended. */
function endedRun(): string {
  const [, ended = ""] = /^(\d+)/.exec(String(spawnSync("sh", ["-c", "echo $$"]).stdout)) ?? [];
  return newRunId().replace(/^\d+/, ended);
}

const held = (name: string, finalizers: string[]) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, finalizers },
});

describe("sweep", { timeout: 120_000 }, () => {
  it("removes what an ended run left, with what holds on to it, and nothing else", async () => {
    const cluster = test.cluster();
    const run = endedRun();
    const plain = await RunNamespace.create(cluster, run);
    await plain.apply([deployment({ image: await test.image(), replicas: 2 })]);
    const stuck = await RunNamespace.create(cluster, run);
    await stuck.add("ConfigMap", held("stuck", ["example.com/never"]));
    const own = await test.namespace();
    const foreign = `foreign-${randomBytes(4).toString("hex")}`;
    const path = "/api/v1/namespaces";
    const metadata = { name: foreign, labels: clusterLabels(run) };
    await cluster.call({ method: "POST", path, body: { metadata } });
    try {
      expect(await namespacesOf(cluster, run)).toHaveLength(2);
      expect(await sweep(cluster)).toBeGreaterThanOrEqual(2);
      expect(await namespacesOf(cluster, run)).toEqual([]);
      const ownPath = `${path}/${own.name}`;
      const there = await cluster.json<V1Namespace>({ path: ownPath });
      expect(there.status?.phase).toBe("Active");
      const other = await cluster.json<V1Namespace>({ path: `${path}/${foreign}` });
      expect(other.status?.phase).toBe("Active");
    } finally {
      await cluster.call({ method: "DELETE", path: `${path}/${foreign}` });
    }
  });

  it("does not mind a namespace that is gone, and takes one that is going", async () => {
    const namespace = await test.namespace();
    const path = `/api/v1/namespaces/${namespace.name}`;
    await namespace.cluster.call({ method: "DELETE", path });
    await namespace.remove();
    expect(await namespace.cluster.call({ path }).catch(unlessGone)).toBeUndefined();
    await namespace.remove();
  });
});
