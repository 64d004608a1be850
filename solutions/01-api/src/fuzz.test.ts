import process from "node:process";
import v8 from "node:v8";
import vm from "node:vm";
import { fuzz, type OpenApi } from "@workshop/serving/http-contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FRAMEWORKS } from "./frameworks.ts";
import { inProcess, type Running } from "./testing/targets.ts";

/** CI's long job sets this to 100,000. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 5000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_241);

/** Half of the smallest thing worth leaking: a request object with its headers is over 1 kB. */
const KEPT_BYTES = 500;

const collect = (() => {
  v8.setFlagsFromString("--expose-gc");
  return vm.runInNewContext("gc") as () => void;
})();

function liveHeapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe.each(FRAMEWORKS)("random requests to %s", (framework) => {
  let running: Running;
  beforeAll(async () => {
    running = await inProcess(framework);
  });
  afterAll(() => running.close());

  it(
    `${REQUESTS} of them (seed ${SEED}) get only documented answers`,
    { timeout: 600_000 },
    async () => {
      const document = await running.target.request({ method: "GET", path: "/openapi.json" });
      const openApi = JSON.parse(document.text) as OpenApi;
      const half = { requests: REQUESTS / 2, seed: SEED };
      await fuzz(running.target, openApi, half);
      const before = liveHeapBytes();
      const { violations, seen } = await fuzz(running.target, openApi, half);
      const perRequest = (liveHeapBytes() - before) / half.requests;
      expect(violations).toEqual([]);
      for (const status of [200, 400, 415, 422]) {
        expect(seen.get(`POST /predict ${status}`) ?? 0, `status ${status}`).toBeGreaterThan(0);
      }
      // The second half repeats the first, so what it adds to the live heap is a leak.
      expect(perRequest, "bytes that each request leaves behind").toBeLessThan(KEPT_BYTES);
      expect([...seen.keys()].filter((key) => / 5\d\d$/.test(key))).toEqual([]);
    },
  );
});
