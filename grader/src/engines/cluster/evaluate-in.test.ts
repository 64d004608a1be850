import { describe, expect, it } from "vitest";
import { evaluateIn } from "./evaluate-in.ts";
import { rolledOut } from "./rollout.ts";
import type { RunNamespace } from "./run-namespace.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment, SERVER } from "./testing/deployment.ts";

const test = clusterTest();

/** Blocks as a deadlock does, and takes no CPU. */
const FREEZE = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";

async function served(container: object): Promise<{ namespace: RunNamespace; pod: string }> {
  const namespace = await test.namespace();
  await namespace.apply([deployment({ image: await test.image(), container })]);
  await namespace.until({ ...rolledOut("api"), deadlineMs: 60_000 });
  const [pod] = await namespace.pods("app=api");
  return { namespace, pod: pod?.metadata?.name ?? "" };
}

describe.concurrent("evaluateIn", { timeout: 120_000 }, () => {
  it.each([
    ["the first process", {}],
    [
      "a process behind another",
      { command: ["sh", "-c", `node -e '${SERVER.replaceAll("'", "")}' & wait; exit 1`] },
    ],
    [
      "one whose node is not on the PATH",
      { command: ["/usr/local/bin/node", "-e", SERVER], env: [{ name: "PATH", value: "/none" }] },
    ],
  ])("freezes %s until its liveness probe has it restarted", async (_name, container) => {
    const livenessProbe = {
      httpGet: { path: "/", port: 8000 },
      periodSeconds: 1,
      timeoutSeconds: 1,
      failureThreshold: 10,
    };
    const { namespace, pod } = await served({ livenessProbe, ...container });
    await evaluateIn(namespace, { pod, container: "api" }, FREEZE);
    await namespace.until({
      what: "the container to be restarted",
      kinds: ["Pod", "Event"],
      deadlineMs: 60_000,
      probe({ Pod, Event }) {
        const [status] = Pod[0]?.status?.containerStatuses ?? [];
        const killed = Event.some(({ message }) => /failed liveness probe/.test(message ?? ""));
        return (killed && status?.restartCount === 1) || `restarts: ${status?.restartCount}`;
      },
    });
  });

  it("tells a process that cannot be asked", async () => {
    const { namespace, pod } = await served({
      command: ["node", "--disable-sigusr1", "-e", SERVER],
    });
    const asked = evaluateIn(namespace, { pod, container: "api" }, FREEZE);
    await expect(asked).rejects.toMatchObject({
      name: "NotRun",
      message: "no code can be run in the pod's process: exit code 3",
    });
  });
});
