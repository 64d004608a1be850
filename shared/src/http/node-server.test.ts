import { execFile } from "node:child_process";
import { once } from "node:events";
import type { Server } from "node:http";
import net from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer, listen } from "./node-server.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** What comes back until the server closes, from a client that stops sending after these bytes. */
async function halfClosed(bytes: string): Promise<string> {
  server = createHttpServer(
    async (request, response) => {
      await sleep(20);
      response.end(`answer to ${request.url}`);
    },
    { requestTimeoutMs: 5000 },
  );
  const port = await listen(server, 0, "127.0.0.1");
  const socket = net.connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  socket.end(bytes);
  return text(socket);
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`;

describe("a client that has stopped sending", () => {
  it("gets an answer that takes a while, and then the end of the connection", async () => {
    expect(await halfClosed(get("/one"))).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*answer to \/one$/);
  });

  it("gets the answers to all that it has asked", async () => {
    expect(await halfClosed(get("/one") + get("/two"))).toMatch(
      /answer to \/one[\s\S]*answer to \/two$/,
    );
  });

  it("is told that half a request is none", async () => {
    expect(await halfClosed("GET / HTTP/1.1\r\nhost")).toMatch(/^HTTP\/1\.1 400 /);
  });
});

it("does not load the client behind fetch", async () => {
  const file = new URL("node-server.ts", import.meta.url).href;
  const script = `await import("${file}"); console.log(process.moduleLoadList.join(" "));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--input-type=module", "--eval", script],
  ]);
  expect(stdout).toContain("NativeModule _http_server");
  expect(stdout).not.toContain("undici");
});
