import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";

const ENGINE = "/var/run/docker.sock";

/** Docker's API as it is, except that it makes no container privileged: a test's engine may be forbidden to. */
export async function unprivilegedDocker(): Promise<{ host: string; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-docker-"));
  const socketPath = path.join(folder, "docker.sock");
  const server = http.createServer(async (asked, answer) => {
    const { method, url: target, headers } = asked;
    let body = await buffer(asked);
    if (target?.includes("/containers/create")) {
      const wanted = JSON.parse(body.toString()) as { HostConfig?: object };
      const HostConfig = { ...wanted.HostConfig, Privileged: false };
      body = Buffer.from(JSON.stringify({ ...wanted, HostConfig }));
    }
    const options = { socketPath: ENGINE, method, path: target };
    const length = body.length > 0 ? { "content-length": body.length } : {};
    const passed = http.request({ ...options, headers: { ...headers, ...length } });
    passed.once("response", (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(answer);
      answer.once("close", () => given.destroy());
    });
    passed.once("error", () => answer.destroy());
    passed.end(body);
  });
  server.listen(socketPath);
  await once(server, "listening");
  return {
    host: `unix://${socketPath}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
