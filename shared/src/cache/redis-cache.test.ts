import { execFileSync } from "node:child_process";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { StartedTestContainer } from "testcontainers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../config/index.ts";
import { Core } from "../core/index.ts";
import { createLogger } from "../logging/index.ts";
import { copyModels, hasDocker, requireEngine } from "../testing/index.ts";
import { RedisPredictionCache } from "./index.ts";

const docker = (...words: string[]) => execFileSync("docker", words, { encoding: "utf8" }).trim();

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const IMAGE = "redis:7-bookworm";

describe("the prediction cache on a real Redis", () => {
  let redis: StartedTestContainer;
  let url: string;
  const cores: Core[] = [];

  const found = hasDocker(IMAGE);
  beforeEach((context) => requireEngine(context, "docker", found));
  beforeAll(async () => {
    if (!found) return;
    process.env.TESTCONTAINERS_RYUK_DISABLED = "true";
    const { GenericContainer, Wait } = await import("testcontainers");
    const port = await freePort();
    redis = await new GenericContainer(IMAGE)
      .withExposedPorts({ container: 6379, host: port })
      .withLabels({ "workshop.test": "prediction-cache" })
      .withWaitStrategy(Wait.forLogMessage("Ready to accept connections"))
      .start();
    url = `redis://127.0.0.1:${port}`;
  }, 60_000);
  afterEach(async () => {
    await Promise.all(cores.splice(0).map((core) => core.close()));
  });
  afterAll(async () => {
    await redis?.stop();
  });

  const inRedis = (...words: string[]) => docker("exec", redis.getId(), "redis-cli", ...words);

  async function start(settings: Record<string, string> = {}): Promise<Core> {
    const config = readConfig({ CACHE_URL: url, CACHE_TIMEOUT_MS: "250", ...settings });
    const core = new Core(config, createLogger("silent"));
    cores.push(core);
    await core.start();
    return core;
  }

  const connected = async (core: Core, wanted = 1) => {
    await expect
      .poll(async () => (await counts(core)).connected, { timeout: 10_000, interval: 20 })
      .toBe(wanted);
  };

  async function counts(core: Core): Promise<Record<string, number>> {
    const { body } = await core.metrics.text();
    const rows = body.matchAll(
      /^prediction_cache_(?:rows_total\{result="(\w+)"\}|(connected)) (\d+)$/gm,
    );
    return Object.fromEntries(
      [...rows].map(([, result, gauge, value]) => [result ?? gauge, Number(value)]),
    );
  }

  const predict = async (core: Core, body: Record<string, unknown>) =>
    (await core.predictions.predict(body, { requestId: "r" })).prediction;

  it("answers the same from the cache, by ids or by the features they stand for", async () => {
    inRedis("FLUSHALL");
    const core = await start();
    await connected(core);
    const first = await predict(core, { user_id: 1, movie_id: 50 });
    await expect.poll(() => inRedis("DBSIZE")).toBe("1");
    expect(await predict(core, { user_id: 1, movie_id: 50 })).toBe(first);
    expect(await counts(core)).toMatchObject({ miss: 1, hit: 1, unavailable: 0 });
    expect(await predict(core, { user_id: 1, movie_id: 50, movie_like_rate: 0.05 })).not.toBe(
      first,
    );
    expect(await counts(core)).toMatchObject({ miss: 2, hit: 1 });
    expect(Number(inRedis("TTL", inRedis("--raw", "RANDOMKEY")))).toBeGreaterThan(250);
  });

  it("never answers for another model", async () => {
    inRedis("FLUSHALL");
    await using models = await copyModels();
    const [champion, challenger] = [
      await start({ MODEL_DIR: models.folder }),
      await start({ MODEL: "challenger" }),
    ];
    await Promise.all([connected(champion), connected(challenger)]);
    const body = { user_id: 1, movie_id: 50, age: 30, gender: "M", occupation_new: "student" };
    const scores = [await predict(champion, body), await predict(challenger, body)];
    expect(scores[0]).not.toBe(scores[1]);
    await expect.poll(() => inRedis("DBSIZE")).toBe("2");
    expect([await predict(champion, body), await predict(challenger, body)]).toEqual(scores);
    expect(await counts(challenger)).toMatchObject({ miss: 1, hit: 1 });
  });

  it("looks a batch up in one command, and scores only what is missing", async () => {
    inRedis("FLUSHALL");
    inRedis("CONFIG", "RESETSTAT");
    const core = await start();
    await connected(core);
    const items = Array.from({ length: 1000 }, (_, index) => ({
      user_id: index + 1,
      movie_id: (index % 1600) + 1,
    }));
    const batch = (part: unknown[]) =>
      core.predictions.predictBatch({ items: part }, { requestId: "r" });
    const half = await batch(items.slice(0, 500));
    await expect.poll(() => Number(inRedis("DBSIZE"))).toBeGreaterThan(400);
    const whole = await batch(items);
    expect(whole.results.slice(0, 500)).toEqual(half.results);
    expect(await counts(core)).toMatchObject({ hit: 500, miss: 1000 });
    expect(inRedis("INFO", "commandstats")).toMatch(/cmdstat_mget:calls=2,/);
  });

  it("takes what is damaged for missing", async () => {
    inRedis("FLUSHALL");
    const core = await start();
    await connected(core);
    const score = await predict(core, { user_id: 2, movie_id: 60 });
    await expect.poll(() => inRedis("DBSIZE")).toBe("1");
    const key = inRedis("--raw", "RANDOMKEY");
    for (const [index, garbage] of ["", "x", "123456789012"].entries()) {
      inRedis("SET", key, garbage);
      expect(await predict(core, { user_id: 2, movie_id: 60 })).toBe(score);
      await expect.poll(async () => (await counts(core)).invalid).toBe(index + 1);
      await expect.poll(() => inRedis("STRLEN", key)).toBe("12");
    }
  });

  it("goes on without Redis, and with it again", async () => {
    const core = await start();
    await connected(core);
    const score = await predict(core, { user_id: 3, movie_id: 70 });
    let stopped = false;
    const traffic = (async () => {
      const scores = new Set<number>();
      while (!stopped) {
        scores.add(await predict(core, { user_id: 3, movie_id: 70 }));
        await sleep(2);
      }
      return [...scores];
    })();
    docker("stop", "--time", "1", redis.getId());
    await connected(core, 0);
    const { unavailable = 0 } = await counts(core);
    await expect.poll(async () => (await counts(core)).unavailable).toBeGreaterThan(unavailable);
    docker("start", redis.getId());
    await connected(core);
    const { hit = 0 } = await counts(core);
    await expect.poll(async () => (await counts(core)).hit).toBeGreaterThan(hit);
    stopped = true;
    expect(await traffic).toEqual([score]);
  }, 30_000);

  it("does not wait for a Redis that hangs", async () => {
    const core = await start({ CACHE_TIMEOUT_MS: "50" });
    await connected(core);
    const score = await predict(core, { user_id: 4, movie_id: 80 });
    docker("pause", redis.getId());
    try {
      const start = performance.now();
      for (let index = 0; index < 50; index += 1) {
        expect(await predict(core, { user_id: 4, movie_id: 80 })).toBe(score);
      }
      // Fifty time-outs one after the other would take 2.5 s.
      expect(performance.now() - start).toBeLessThan(1500);
    } finally {
      docker("unpause", redis.getId());
    }
    await connected(core);
  }, 30_000);

  it("goes on with a full Redis, and with one that refuses it", async () => {
    const core = await start();
    await connected(core);
    inRedis("CONFIG", "SET", "maxmemory", "1");
    const score = await predict(core, { user_id: 5, movie_id: 90 });
    expect(await predict(core, { user_id: 5, movie_id: 90 })).toBe(score);
    inRedis("CONFIG", "SET", "maxmemory", "0");
    inRedis("CONFIG", "SET", "requirepass", "secret");
    try {
      const refused = await start({ CACHE_URL: url.replace("//", "//:wrong@") });
      expect(await predict(refused, { user_id: 5, movie_id: 90 })).toBe(score);
      expect(await counts(refused)).toMatchObject({ hit: 0, unavailable: 1, connected: 0 });
      expect(refused.ready().status).toBe("ok");
    } finally {
      inRedis("-a", "secret", "CONFIG", "SET", "requirepass", "");
    }
  });

  it("says once that Redis is gone and once that it is back, and no password", async () => {
    const told: string[] = [];
    const log = {
      info: (line: string) => told.push(line),
      warn: (line: string) => told.push(line),
    };
    const secret = url.replace("//", "//:hunter2@").replace(/\d+$/, String(await freePort()));
    const cache = new RedisPredictionCache({ url: secret, ttlSeconds: 1, timeoutMs: 50, log });
    await expect.poll(() => told.length, { timeout: 5000 }).toBe(1);
    await sleep(500);
    expect(await cache.get(["a", "b"])).toEqual([]);
    expect(told).toEqual([expect.stringMatching(/^The prediction cache is gone.*ECONNREFUSED/)]);
    expect(told.join()).not.toContain("hunter2");
    await cache.close();
  });
});
