import { describe, expect, it } from "vitest";
import { ClusterLost } from "./cluster-lost.ts";
import { podsReady, rolledOut } from "./rollout.ts";
import { RunNamespace } from "./run-namespace.ts";
import { clusterTest } from "./testing/cluster.ts";
import { clusterGate } from "./testing/cluster-gate.ts";
import { deployment, SERVER } from "./testing/deployment.ts";

const test = clusterTest();
const LABELS = { app: "api" };
const WAIT = { deadlineMs: 60_000 };

describe("RunNamespace", { timeout: 120_000 }, () => {
  it("rolls out, reads logs, runs commands, scales, evicts and rolls out again", async () => {
    const namespace = await test.namespace("restricted");
    const image = await test.image();
    await namespace.apply([deployment({ image, script: `console.log("hello"); ${SERVER}` })]);
    await namespace.until({ ...rolledOut("api"), ...WAIT });
    const name = (await namespace.pods("app=api"))[0]?.metadata?.name ?? "";
    expect(await namespace.logs(name)).toEqual(["hello"]);
    const said = await namespace.exec(name, ["node", "-p", "process.getuid()"]);
    expect(said).toEqual({ exitCode: 0, stdout: "65534\n", stderr: "" });
    expect((await namespace.exec(name, ["node", "-e", "process.exit(3)"])).exitCode).toBe(3);
    expect((await namespace.exec(name, ["nothing"])).exitCode).toBeGreaterThan(125);

    await namespace.patch("Deployment", "api", { spec: { replicas: 2 } });
    await namespace.until({ ...podsReady(LABELS, 2), ...WAIT });
    const budget = { minAvailable: 2, selector: { matchLabels: LABELS } };
    const metadata = { name: "api" };
    const kind = "PodDisruptionBudget";
    await namespace.apply([{ apiVersion: "policy/v1", kind, metadata, spec: budget }]);
    expect(await namespace.evict(name)).toBe(false);
    await namespace.delete(kind, "api");
    expect(await namespace.evict(name)).toBe(true);
    expect(await namespace.evict("gone")).toBe(true);

    await namespace.apply([deployment({ image, replicas: 2 })]);
    await namespace.until({ ...rolledOut("api"), ...WAIT });
    // What was told to go may still be on its way.
    const staying = (await namespace.pods("app=api")).filter(
      ({ metadata }) => metadata?.deletionTimestamp === undefined,
    );
    const names = staying.map((pod) => pod.metadata?.name);
    expect(names).not.toContain(name);
  });

  it("counts a cluster that dies in the middle as nobody's fault", async () => {
    const gate = await clusterGate(test.cluster());
    const namespace = await RunNamespace.create(gate.cluster, test.run);
    const waiting = namespace.until({ ...podsReady(LABELS, 1), ...WAIT });
    const told = expect(waiting).rejects.toBeInstanceOf(ClusterLost);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await gate.close();
    await told;
    await expect(namespace.pods()).rejects.toThrow(/stopped answering \(ECONN/);
  });
});
