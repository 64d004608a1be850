import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "./free-port.ts";
import { statusOf } from "./status.ts";

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

it("gives the status, follows nothing, and reads no body", async () => {
  const url = await serving((request, response) => {
    response.writeHead(request.method === "POST" ? 302 : 200, { location: "/elsewhere" });
    response.write("an answer without end");
  });
  expect(await statusOf(url)).toBe(200);
  expect(await statusOf(url, { method: "POST", body: { a: 1 } })).toBe(302);
});

it("says why there is none", async () => {
  expect(await statusOf(`http://127.0.0.1:${await freePort()}/`)).toBe("ECONNREFUSED");
  expect(await statusOf(await serving((request) => request.socket.destroy()))).toBe("ECONNRESET");
  expect(await statusOf(await serving(() => {}))).toBe("no answer within 2 s");
});
