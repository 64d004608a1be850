import type { V1Pod } from "@kubernetes/client-node";
import { NotRun } from "../../checks/undecided.ts";
import type { Cluster } from "./cluster.ts";
import { podsReady } from "./rollout.ts";
import { RunNamespace } from "./run-namespace.ts";
import { smallPod } from "./small-pod.ts";

const PORT = 8000;
const LABELS = { role: "listener" };
const READY_MS = 60_000;
/** How long a policy gets to take hold. */
const HOLD_S = 6;

const LISTENER = `require("net").createServer((one) => one.on("error", () => {})).listen(${PORT})`;

/** Connects again and again: ends with 0 once it went as wished, and with 3 where it never does. */
const CLIENT = `
const [host, wished, seconds] = process.argv.slice(1);
const end = Date.now() + 1000 * seconds;
const attempt = () => {
  const socket = require("net").connect({ host, port: ${PORT}, timeout: 700 });
  const told = (open) => {
    socket.destroy();
    if (String(open) === wished) process.exit(0);
    if (Date.now() > end) process.exit(3);
    setTimeout(attempt, 200);
  };
  socket.on("connect", () => told(true)).on("timeout", () => told(false)).on("error", () => told(false));
};
attempt();`;

/**
 * Tries whether NetworkPolicies are enforced: a listener that a client reaches, and then a policy that
 * forbids it. Takes about ten seconds.
 * @param image with node, in the cluster
 * @throws CheckFailure where the pods do not run, NotRun where they never reach each other
 */
export async function enforcesNetworkPolicy(
  cluster: Cluster,
  run: string,
  image: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const namespace = await RunNamespace.create(cluster, run, "restricted");
  try {
    const listener = { name: "listener", labels: LABELS, port: PORT };
    const command = ["node", "-e", LISTENER];
    await namespace.add("Pod", smallPod({ ...listener, image, command }));
    await namespace.until({ ...podsReady(LABELS, 1), deadlineMs: READY_MS, signal });
    const host = (await namespace.read<V1Pod>("Pod", "listener"))?.status?.podIP ?? "";
    if (!(await went("before", host, true))) {
      throw new NotRun(
        `pods of ${cluster.context} do not reach each other, without any policy`,
        "The node's firewall may drop what it forwards: iptables -S FORWARD.",
      );
    }
    await namespace.apply([
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "nobody" },
        spec: { podSelector: { matchLabels: LABELS }, policyTypes: ["Ingress"] },
      },
    ]);
    return await went("after", host, false);
  } finally {
    await namespace.remove();
  }

  async function went(name: string, host: string, open: boolean): Promise<boolean> {
    const command = ["node", "-e", CLIENT, host, String(open), String(HOLD_S)];
    await namespace.add("Pod", smallPod({ name, image, command }));
    let exitCode: number | undefined;
    await namespace.until({
      what: "a client pod to end",
      kinds: ["Pod"],
      deadlineMs: READY_MS,
      signal,
      probe({ Pod }) {
        const pod = Pod.find(({ metadata }) => metadata?.name === name);
        exitCode = pod?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode;
        return exitCode !== undefined || (pod?.status?.phase ?? "not there");
      },
    });
    return exitCode === 0;
  }
}
