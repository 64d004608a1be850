import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A socket in front of Docker's own: closing it is, for its users, an engine that stops. */
export interface EngineGate extends AsyncDisposable {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** The engine stops: open connections end, new ones are refused. */
  close(): Promise<void>;
}

export async function engineGate(socket = "/var/run/docker.sock"): Promise<EngineGate> {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-gate-"));
  const file = path.join(folder, "docker.sock");
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    const engine = net.connect({ path: socket, allowHalfOpen: true });
    client.pipe(engine).pipe(client);
    for (const each of [client, engine]) {
      open.add(each);
      each.on("error", () => {}).on("close", () => open.delete(each));
    }
  });
  server.listen(file);
  await once(server, "listening");
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    for (const each of open) each.destroy();
    await closed;
  };
  return {
    host: `unix://${file}`,
    close,
    async [Symbol.asyncDispose]() {
      if (server.listening) await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
