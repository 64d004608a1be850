import { BlockList, isIP } from "node:net";
import os from "node:os";

/** Networks that container engines and virtual machines of this machine make. */
const OWN_NETWORKS = /^(docker|br-|cni|podman|virbr|vmnet|vboxnet|bridge\d|vEthernet)/i;
/** The names that local tools give to their contexts. */
const LOCAL_TOOL =
  /^(kind-|k3d-|minikube$|docker-(for-)?desktop$|rancher-desktop$|colima|orbstack$)/;

const PRIVATE = new BlockList();
PRIVATE.addSubnet("10.0.0.0", 8);
PRIVATE.addSubnet("172.16.0.0", 12);
PRIVATE.addSubnet("192.168.0.0", 16);

type Interfaces = ReturnType<typeof os.networkInterfaces>;

/**
 * Whether a cluster runs on this machine, as far as its address tells. A name alone is not enough, for
 * anybody can call a context kind-production.
 */
export function isLocal(
  context: string,
  server: string,
  interfaces: Interfaces = os.networkInterfaces(),
): boolean {
  const host = hostOf(server);
  if (host === undefined) return false;
  if (/(^|\.)localhost$|\.docker\.internal$/.test(host)) return true;
  if (isIP(host) === 0) return false;
  if (/^127\.|^0\.0\.0\.0$|^::1?$/.test(host)) return true;
  const all = Object.entries(interfaces).flatMap(([name, each]) =>
    (each ?? []).map((one) => ({ name, ...one })),
  );
  if (all.some(({ address }) => address === host)) return true;
  const near = all.some(
    ({ name, family, cidr }) => OWN_NETWORKS.test(name) && family === "IPv4" && has(cidr, host),
  );
  return near || (LOCAL_TOOL.test(context) && PRIVATE.check(host));
}

function has(cidr: string | null, host: string): boolean {
  const [network, bits] = (cidr ?? "").split("/");
  if (!network || !bits || isIP(host) !== 4) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(host);
}

function hostOf(server: string): string | undefined {
  try {
    return new URL(server).hostname.replace(/^\[|\]$/g, "");
  } catch {
    return undefined;
  }
}
