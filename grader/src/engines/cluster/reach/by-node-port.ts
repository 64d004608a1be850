import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Service } from "@kubernetes/client-node";
import { isLocal } from "../local-address.ts";
import { nodesOf } from "../nodes.ts";
import type { RunNamespace } from "../run-namespace.ts";
import { LocalForward, toAddress } from "./local-forward.ts";
import { nameFor } from "./name-for.ts";
import { type Reached, reached } from "./reached.ts";

/** How long kube-proxy may take to know a new Service. */
const PROXY_MS = 4000;
const CONNECT_MS = 500;

/**
 * By a second Service for the same pods; the submission's own stays as it is. Undefined where no port of
 * a node can be reached from here.
 */
export async function byNodePort(
  namespace: RunNamespace,
  { metadata, spec }: V1Service,
  port: number,
): Promise<Reached | undefined> {
  const name = nameFor("outside", metadata?.name ?? "");
  const { selector, sessionAffinity, ports = [] } = spec ?? {};
  const same = ports.filter((each) => each.port === port);
  await namespace.apply([
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name },
      spec: {
        type: "NodePort",
        selector,
        sessionAffinity,
        ports: same.map(({ nodePort: _nodePort, ...each }) => each),
      },
    },
  ]);
  const made = await namespace.read<V1Service>("Service", name);
  const nodePort = made?.spec?.ports?.[0]?.nodePort ?? 0;
  const host = await firstToAnswer(await addressesOf(namespace), nodePort);
  if (host === undefined) {
    await namespace.delete("Service", name);
    return undefined;
  }
  const remove = () => namespace.delete("Service", name);
  const way = `node port ${nodePort} of ${host}`;
  if (host === "127.0.0.1") return reached(nodePort, way, remove);
  const local = await LocalForward.open(toAddress(host, nodePort));
  return reached(local.port, way, async () => {
    await local.close();
    await remove();
  });
}

/** Where a node's ports may be open to this machine. */
async function addressesOf({ cluster }: RunNamespace): Promise<string[]> {
  const nodes = await nodesOf(cluster);
  const own = nodes.flatMap(({ status }) =>
    (status?.addresses ?? []).filter(({ type }) => /IP$/.test(type)).map(({ address }) => address),
  );
  return [...(isLocal(cluster.context, cluster.server) ? ["127.0.0.1"] : []), ...own];
}

async function firstToAnswer(hosts: readonly string[], port: number): Promise<string | undefined> {
  const end = performance.now() + PROXY_MS;
  while (performance.now() < end) {
    for (const host of hosts) if (await accepts(host, port)) return host;
    await sleep(100);
  }
  return undefined;
}

function accepts(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = net.connect({ host, port, timeout: CONNECT_MS });
  socket.once("connect", () => resolve(true));
  socket.once("timeout", () => resolve(false)).once("error", () => resolve(false));
  return promise.finally(() => socket.destroy());
}
