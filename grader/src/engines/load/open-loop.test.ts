import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import autocannon from "autocannon";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiProcess } from "../process.ts";
import { type LoadClient, startLoadClient } from "./client.ts";
import { type OpenLoopResult, openLoop, percentileMs } from "./open-loop.ts";
import { errorAt, PERIOD_MS, startStallingServer } from "./testing/stalls.ts";

const RATE = 200;
const SECONDS = PERIOD_MS / 1000;

describe("the tail of a server with planted stalls", () => {
  let server: ApiProcess;
  let client: LoadClient;
  beforeAll(async () => {
    server = await startStallingServer();
    client = startLoadClient({ cpu: 1 });
  });
  afterAll(async () => {
    await client.stop();
    await server.stop();
  });

  /** Measures again while the client itself was late: such a run says nothing about the server. */
  async function measured(): Promise<OpenLoopResult> {
    const options = { url: server.url, rate: RATE, seconds: SECONDS, body: "{}" };
    let result = await client.openLoop(options);
    for (let again = 0; again < 5 && percentileMs(result.lateness, 99) > 15; again += 1) {
      result = await client.openLoop(options);
    }
    return result;
  }

  // A busy machine stalls the server as well; that only adds, so a client that is wrong stays wrong.
  it("is right within 5 % by the open loop", { timeout: 60_000, retry: 5 }, async () => {
    const { latency, sent, statuses } = await measured();
    expect(sent).toBe(RATE * SECONDS);
    expect(statuses).toEqual(new Map([[200, RATE * SECONDS]]));
    for (const percentile of [90, 95, 97.5, 99]) {
      expect(errorAt(percentile, percentileMs(latency, percentile))).toBeLessThan(0.05);
    }
  });

  it("is wrong by autocannon's rate, with its correction and without", async () => {
    for (const ignoreCoordinatedOmission of [true, false]) {
      const { latency } = await autocannon({
        url: server.url,
        method: "POST",
        body: "{}",
        overallRate: RATE,
        duration: SECONDS,
        ignoreCoordinatedOmission,
      });
      const errors = [
        errorAt(90, latency.p90),
        errorAt(97.5, latency.p97_5),
        errorAt(99, latency.p99),
      ];
      expect(Math.max(...errors)).toBeGreaterThan(0.05);
    }
  });
});

describe("openLoop", () => {
  async function withServer(
    answer: http.RequestListener,
    use: (url: string) => Promise<void>,
  ): Promise<void> {
    const server = http.createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("sends every body in turn", async () => {
    const bodies: string[] = [];
    await withServer(
      async (request, response) => {
        for await (const chunk of request) bodies.push(String(chunk));
        response.end();
      },
      async (url) => {
        await openLoop({ url, rate: 100, seconds: 0.05, body: (index) => `body ${index}` });
      },
    );
    expect(bodies.sort()).toEqual(["body 0", "body 1", "body 2", "body 3", "body 4"]);
  });

  it("keeps refusals apart from answers, and counts those without Retry-After", async () => {
    let count = 0;
    await withServer(
      (_request, response) => {
        count += 1;
        if (count % 2 === 0) response.writeHead(503, count === 2 ? {} : { "retry-after": "1" });
        response.end();
      },
      async (url) => {
        const result = await openLoop({ url, rate: 100, seconds: 0.1 });
        expect(result.statuses.get(503)).toBe(5);
        expect(result.latency.totalCount).toBe(5);
        expect(result.refused.totalCount).toBe(5);
        expect(result.withoutRetryAfter).toBe(1);
      },
    );
  });

  it("gives up on an answer that never ends", async () => {
    await withServer(
      (_request, response) => {
        const drip = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(drip));
      },
      async (url) => {
        const { statuses } = await openLoop({ url, rate: 50, seconds: 0.1, timeoutMs: 200 });
        expect(statuses).toEqual(new Map([[0, 5]]));
      },
    );
  });

  it("counts answers that never came as status 0", async () => {
    const dead = await openLoop({ url: "http://127.0.0.1:9/", rate: 100, seconds: 0.1 });
    expect(dead.statuses).toEqual(new Map([[0, 10]]));
  });
});
