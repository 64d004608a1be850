import { Random } from "@workshop/serving/http-contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FRAMEWORKS } from "./frameworks.ts";
import { onNetwork, type Running } from "./testing/targets.ts";

const REQUESTS = 10_000;
const AT_ONCE = 20;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "PURGE"];
const PREFIXES = ["/", "/predict/", "/predict?", "/metrics/", "/docs/", "/health/live/", "/%20"];

/** The API's own series, without values; the runtime's come and go with what it is doing. */
function series(exposition: string): string[] {
  return exposition
    .split("\n")
    .filter((line) => /^(?!nodejs_|process_)\w/.test(line))
    .map((line) => line.replace(/ \S+$/, ""))
    .sort();
}

describe.each(FRAMEWORKS)("on %s", (framework) => {
  let running: Running;
  beforeAll(async () => {
    running = await onNetwork(framework);
  });
  afterAll(() => running.close());

  it(`${REQUESTS} odd URLs and methods add no series`, { timeout: 300_000 }, async () => {
    const { target } = running;
    const random = new Random(1);
    const odd = (index: number) =>
      target.request({
        method: METHODS[index % METHODS.length] ?? "GET",
        path: `${random.pick(PREFIXES)}${index}-${random.integer(0, 1_000_000)}`,
      });
    // Every method meets every prefix first: those series are the closed set.
    for (const method of METHODS) {
      for (const prefix of PREFIXES) await target.request({ method, path: `${prefix}x` });
    }
    const metrics = async () =>
      series((await target.request({ method: "GET", path: "/metrics" })).text);
    await metrics();
    const before = await metrics();
    for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => odd(sent + index)));
    }
    expect(await metrics()).toEqual(before);
    expect(before.some((line) => line.includes('route="unmatched"'))).toBe(true);
  });
});
