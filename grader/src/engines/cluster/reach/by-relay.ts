import { podsReady } from "../rollout.ts";
import type { RunNamespace } from "../run-namespace.ts";
import { smallPod } from "../small-pod.ts";
import { LocalForward } from "./local-forward.ts";
import { nameFor } from "./name-for.ts";
import { type Reached, reached } from "./reached.ts";
import { toPod } from "./to-pod.ts";

const RELAY_PORT = 8000;

/** A pod that passes each connection on to the Service, and is itself reached through the API server. */
export async function byRelay(
  namespace: RunNamespace,
  service: string,
  port: number,
  { relayImage, signal }: { relayImage: string; signal?: AbortSignal | undefined },
): Promise<Reached> {
  const name = nameFor("relay", service);
  const labels = { "workshop.relay": name };
  const script =
    `const net = require("net"); net.createServer((client) => {` +
    `const there = net.connect(${port}, "${service}"); client.pipe(there).pipe(client);` +
    `for (const one of [client, there]) one.on("error", () => { client.destroy(); there.destroy(); });` +
    `}).listen(${RELAY_PORT});`;
  const command = ["node", "-e", script];
  await namespace.add(
    "Pod",
    smallPod({ name, image: relayImage, command, labels, port: RELAY_PORT }),
  );
  await namespace.until({ ...podsReady(labels, 1), deadlineMs: 60_000, signal });
  const carry = toPod(namespace.cluster, namespace.name, name, RELAY_PORT);
  const local = await LocalForward.open(carry);
  return reached(local.port, `relay pod ${name}`, async () => {
    await local.close();
    await namespace.delete("Pod", name, 0);
  });
}
