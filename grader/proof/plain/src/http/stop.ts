import type { Server } from "node:http";
import type { Socket } from "node:net";

const GRACE_MS = 8000;

/** Whether the process has been told to stop. */
export interface Stopping {
  readonly begun: boolean;
}

/**
 * On SIGTERM or SIGINT: no new connections, the requests in flight are answered, exit 0. A second
 * signal ends it at once.
 */
export function stopOnSignal(server: Server): Stopping {
  const state = { begun: false };
  const silent = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("data", () => silent.delete(socket));
    socket.once("close", () => silent.delete(socket));
  });
  server.prependListener("request", (_request, response) => {
    if (state.begun) response.setHeader("connection", "close");
  });
  function stop(): void {
    if (state.begun) process.exit(1);
    state.begun = true;
    server.close(() => process.exit(0));
    for (const socket of silent) socket.destroy();
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  }
  process.on("SIGTERM", stop).on("SIGINT", stop);
  return state;
}
