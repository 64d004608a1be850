import { NotRun } from "../../../checks/undecided.ts";
import { isReady } from "../explain-namespace.ts";
import type { RunNamespace } from "../run-namespace.ts";
import { smallPod } from "../small-pod.ts";
import { LocalForward } from "./local-forward.ts";
import { nameFor } from "./name-for.ts";
import { type Reached, reached } from "./reached.ts";
import { toPod } from "./to-pod.ts";

const RELAY_PORT = 8000;
const DEADLINE_MS = 60_000;

/** Listens once it has reached the Service; ends with 3 where it has not in 15 s. */
const SCRIPT = `
const net = require("net");
const [service, port] = process.argv.slice(1);
const relay = net.createServer((client) => {
  const there = net.connect(port, service);
  client.pipe(there).pipe(client);
  for (const one of [client, there]) one.on("error", () => { client.destroy(); there.destroy(); });
});
const end = Date.now() + 15000;
const attempt = () => {
  const trial = net.connect({ port, host: service, timeout: 2000 });
  trial.on("connect", () => { trial.destroy(); relay.listen(${RELAY_PORT}); });
  trial.on("timeout", () => trial.destroy(new Error("late"))).on("error", () => {
    if (Date.now() > end) process.exit(3);
    setTimeout(attempt, 200);
  });
};
attempt();`;

/**
 * By a pod that passes each connection on to the Service, and is itself reached through the API server.
 * @throws NotRun where pods do not reach the Service
 */
export async function byRelay(
  namespace: RunNamespace,
  service: string,
  port: number,
  { relayImage, signal }: { relayImage: string; signal?: AbortSignal | undefined },
): Promise<Reached> {
  const name = nameFor("relay", service);
  const command = ["node", "-e", SCRIPT, service, String(port)];
  await namespace.add("Pod", smallPod({ name, image: relayImage, command, port: RELAY_PORT }));
  let ended = false;
  await namespace.until({
    what: `pod ${name} to reach Service ${service}`,
    kinds: ["Pod"],
    deadlineMs: DEADLINE_MS,
    signal,
    probe({ Pod }) {
      const pod = Pod.find(({ metadata }) => metadata?.name === name);
      ended = pod?.status?.phase === "Failed";
      return ended || (pod !== undefined && isReady(pod)) || (pod?.status?.phase ?? "not there");
    },
  });
  if (ended) {
    throw new NotRun(
      `Service ${service} is reached neither at a node's port nor by a pod in its namespace`,
      "A NetworkPolicy keeps pods of the namespace out, or the node's firewall drops what it forwards.",
    );
  }
  const local = await LocalForward.open(toPod(namespace.cluster, namespace.name, name, RELAY_PORT));
  return reached(local.port, `relay pod ${name}`, async () => {
    await local.close();
    await namespace.delete("Pod", name, 0);
  });
}
