import { randomInt } from "node:crypto";
import net from "node:net";

/**
 * Below what systems give to clients (Linux from 32,768, macOS and Windows from 49,152): a
 * connection that somebody makes before the server listens cannot take the port away.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 100;

/** Ports this process has given away: a server may be slow to take its own. */
const given = new Set<number>();

/** A port on 127.0.0.1 that is free and that no other call has been given. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (given.has(port)) continue;
    given.add(port);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port on 127.0.0.1 between ${LOWEST} and ${HIGHEST}.`);
}

/** Whether a server could listen on 127.0.0.1 at this port. */
export function isPortFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = net.createServer();
  server.once("error", () => resolve(false));
  server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  return promise;
}
