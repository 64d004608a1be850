import { Writable } from "node:stream";
import type { Cluster } from "../cluster.ts";
import type { Carry } from "./local-forward.ts";

/** Carries to a port of one pod, through the API server: kubectl port-forward. */
export function toPod(cluster: Cluster, namespace: string, pod: string, port: number): Carry {
  const loaded = import("@kubernetes/client-node").then(
    ({ PortForward }) => new PortForward(cluster.config),
  );
  return (client) => {
    // The server says here that nothing listens in the pod; it opens with an empty message.
    const trouble = new Writable({
      write(chunk: Buffer, _encoding, done) {
        if (chunk.length > 0) client.destroy();
        done();
      },
    });
    loaded
      .then((forward) => forward.portForward(namespace, pod, [port], client, trouble, client))
      .then(
        (socket) => {
          const open = typeof socket === "function" ? socket() : socket;
          open?.on("close", () => client.end());
          client.on("close", () => open?.close());
        },
        () => client.destroy(),
      );
  };
}
