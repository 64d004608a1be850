import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { localServer } from "@workshop/serving/testing";
import { expect, it } from "vitest";
import { Traffic } from "./traffic.ts";

it("sends half on kept connections and half on new ones, another pair of ids each time", async () => {
  const ports = new Set<number | undefined>();
  const bodies = new Set<string>();
  const url = await localServer((request, response) => {
    ports.add(request.socket.remotePort);
    request.setEncoding("utf8").once("data", (body: string) => {
      bodies.add(body);
      response.end("{}");
    });
  });
  const traffic = new Traffic(url, { rate: 200 });
  await sleep(500);
  const { sent, failures } = await traffic.stop();
  expect(failures).toEqual([]);
  expect(bodies.size).toBe(sent);
  expect(ports.size).toBeGreaterThanOrEqual(sent / 2);
  expect(ports.size).toBeLessThan(sent);
});

it("tells each failure, its time and its kind of connection", async () => {
  let seen = 0;
  const url = await localServer((request, response) => {
    seen += 1;
    if (seen === 3) request.socket.destroy();
    else response.writeHead(seen === 4 ? 500 : 200).end("{}");
  });
  const traffic = new Traffic(url, { rate: 100 });
  await sleep(300);
  const { failures } = await traffic.stop();
  expect(failures).toHaveLength(2);
  expect(failures.join("\n")).toMatch(
    /^0\.\d s: ECONNRESET on a (new connection|connection kept)/m,
  );
  expect(failures.join("\n")).toMatch(/^0\.\d s: status 500 on a /m);
});

it("asks again where it is told to, and only there", async () => {
  let seen = 0;
  const url = await localServer((_request, response) => {
    seen += 1;
    if (seen % 2 === 1) response.writeHead(503, { "retry-after": "1" });
    response.end("{}");
  });
  const traffic = new Traffic(url, { rate: 50 });
  await sleep(200);
  const { sent, failures } = await traffic.stop();
  expect(failures).toEqual([]);
  expect(seen).toBeGreaterThan(sent);
  const closed = new Traffic(
    await localServer((_request, response) => response.writeHead(503).end()),
    {
      rate: 50,
    },
  );
  await sleep(100);
  expect((await closed.stop()).failures[0]).toMatch(/status 503 on a /);
});

it("asks once more where a connection is refused, and no oftener", async () => {
  const server = http.createServer((_request, response) => response.end("{}"));
  const listen = async (port: number) => {
    await once(server.listen(port, "127.0.0.1"), "listening");
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const close = promisify(server.close.bind(server));
  await close();
  const url = `http://127.0.0.1:${port}`;
  const early = new Traffic(url, { rate: 1 });
  while (early.sent === 0) await sleep(5);
  await sleep(20);
  await listen(port);
  expect(await early.stop()).toEqual({ sent: 1, failures: [], reconnected: 1 });
  await close();
  const closed = new Traffic(url, { rate: 1 });
  while (closed.sent === 0) await sleep(5);
  const { failures } = await closed.stop();
  expect(failures[0]).toMatch(/ECONNREFUSED on a new connection$/);
});

it("tells how long each request waited from when it was due", async () => {
  const url = await localServer((_request, response) => setTimeout(() => response.end("{}"), 100));
  const traffic = new Traffic(url, { rate: 50 });
  await sleep(300);
  const { sent } = await traffic.stop();
  expect(traffic.waits).toHaveLength(sent);
  expect(Math.min(...traffic.waits.map(({ ms }) => ms))).toBeGreaterThanOrEqual(95);
});

it("sends no more than it may have under way, and counts the rest as failed", async () => {
  let seen = 0;
  const held: (() => void)[] = [];
  const url = await localServer((_request, response) => {
    seen += 1;
    held.push(() => response.end("{}"));
  });
  const traffic = new Traffic(url, { rate: 100, mostOpen: 5 });
  await sleep(300);
  for (const answer of held) answer();
  const { sent, failures } = await traffic.stop();
  expect(seen).toBe(5);
  expect(failures).toHaveLength(sent - 5);
  expect(failures[0]).toMatch(/^0\.\d s: not sent, as 5 others wait for their answers$/);
  expect(traffic.waits).toHaveLength(sent);
});

it("tells where it was held up itself", async () => {
  const url = await localServer((_request, response) => response.end("{}"));
  const traffic = new Traffic(url, { rate: 10 });
  await sleep(100);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  await sleep(50);
  expect(traffic.starved).toMatch(/^the client was late itself by [6-9]\d % of the time$/);
  await traffic.stop();
});
