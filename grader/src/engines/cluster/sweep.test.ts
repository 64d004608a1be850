import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import type { V1Namespace } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { unlessGone } from "./api-refusal.ts";
import { clusterLabels } from "./labels.ts";
import { RunNamespace } from "./run-namespace.ts";
import { namespacesOf, sweep } from "./sweep.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment } from "./testing/deployment.ts";
import { endedRun } from "./testing/ended-run.ts";

const test = clusterTest();

/** The id of a run that was killed with -9 in the middle of a rollout. */
async function killedRun(): Promise<string> {
  const script = path.join(import.meta.dirname, "testing", "run-until-killed.ts");
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [run] = (await once(lines, "line")) as [string];
  await once(lines, "line");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  return run;
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

  it("leaves nothing of a run that was killed with -9", async () => {
    const cluster = test.cluster();
    const run = await killedRun();
    expect(await namespacesOf(cluster, run)).toHaveLength(1);
    await sweep(cluster);
    expect(await namespacesOf(cluster, run)).toEqual([]);
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
