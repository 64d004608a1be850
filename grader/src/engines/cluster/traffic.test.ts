import { setTimeout as sleep } from "node:timers/promises";
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
