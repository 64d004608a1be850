import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { startLoadClient } from "./client.ts";

it("counts answers a second, and refusals apart from them", { timeout: 30_000 }, async () => {
  const bodies = new Set<string>();
  let count = 0;
  const server = http.createServer(async (request, response) => {
    for await (const chunk of request) bodies.add(String(chunk));
    count += 1;
    response.writeHead(count % 4 === 0 ? 503 : 200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = startLoadClient();
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { requestsPerSecond, non2xx, errors } = await client.peak({
      url,
      body: '{"a":1}',
      connections: 4,
      seconds: 2,
    });
    expect([...bodies]).toEqual(['{"a":1}']);
    expect(errors).toBe(0);
    expect(non2xx).toBeGreaterThan(0);
    const share = (requestsPerSecond * 2) / count;
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(0.9);
  } finally {
    await client.stop();
    server.close();
  }
});
