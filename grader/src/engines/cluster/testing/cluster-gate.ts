import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { KubeConfig } from "@kubernetes/client-node";
import { Cluster } from "../cluster.ts";

/** A way to a cluster that can be cut: for its users, a cluster that dies. */
export interface ClusterGate {
  readonly cluster: Cluster;
  /** Open connections end, new ones are refused. */
  close(): Promise<void>;
}

export async function clusterGate(behind: Cluster): Promise<ClusterGate> {
  const { hostname, port } = new URL(behind.server);
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const there = net.connect({ host: hostname, port: Number(port || 443) });
    client.pipe(there).pipe(client);
    for (const each of [client, there]) {
      open.add(each);
      each.on("error", () => {}).on("close", () => open.delete(each));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = new KubeConfig();
  config.loadFromString(behind.config.exportConfig());
  config.clusters = config.clusters.map((each) => ({ ...each, server: address }));
  config.setCurrentContext(behind.context);
  return {
    cluster: new Cluster(config),
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const each of open) each.destroy();
      await closed;
    },
  };
}
