import net from "node:net";
import { freePort } from "../../free-port.ts";

/** Carries one connection on; it ends the client's where it cannot. */
export type Carry = (client: net.Socket) => void;

/** A port of 127.0.0.1 that leads somewhere else. */
export class LocalForward {
  readonly port: number;
  readonly #server: net.Server;
  readonly #open: Set<net.Socket>;

  private constructor(port: number, server: net.Server, open: Set<net.Socket>) {
    this.port = port;
    this.#server = server;
    this.#open = open;
  }

  static async open(carry: Carry): Promise<LocalForward> {
    const open = new Set<net.Socket>();
    const server = net.createServer((client) => {
      open.add(client);
      client.on("error", () => {}).on("close", () => open.delete(client));
      carry(client);
    });
    const port = await freePort();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
    await promise;
    return new LocalForward(port, server, open);
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    for (const each of this.#open) each.destroy();
    await promise;
  }
}

/** Carries to another address. */
export function toAddress(host: string, port: number): Carry {
  return (client) => {
    const there = net.connect({ host, port });
    there.on("error", () => client.destroy()).on("close", () => client.destroy());
    client.on("close", () => there.destroy());
    client.pipe(there).pipe(client);
  };
}
