import { build, type Histogram } from "hdr-histogram-js";
import { describe, expect, it } from "vitest";
import { PLAN } from "./limits.ts";
import { toPair, toRound } from "./round.ts";

function histogram(milliseconds: readonly number[]): Histogram {
  const all = build({ numberOfSignificantValueDigits: 3 });
  for (const each of milliseconds) all.recordValue(each * 1000);
  return all;
}

function load(milliseconds: readonly number[], statuses: [number, number][], latenessMs = 0.1) {
  return {
    sent: statuses.reduce((sum, [, count]) => sum + count, 0),
    statuses: new Map(statuses),
    latency: histogram(milliseconds),
    refused: histogram([]),
    withoutRetryAfter: 0,
    lateness: histogram(milliseconds.map(() => latenessMs)),
  };
}

const HUNDRED = Array.from({ length: 100 }, (_, index) => index + 1);

describe("toRound", () => {
  it("reads percentiles and the client's lateness", () => {
    const { p50Ms, p95Ms, p99Ms, latenessMs, failures } = toRound(load(HUNDRED, [[200, 100]], 3));
    expect(p50Ms).toBeCloseTo(50, 0);
    expect(p95Ms).toBeCloseTo(95, 0);
    expect(p99Ms).toBeCloseTo(99, 0);
    expect(latenessMs).toBeCloseTo(3, 2);
    expect(failures).toEqual({});
  });

  it("counts what was not answered with 200 as the slowest", () => {
    const round = toRound(
      load(HUNDRED.slice(0, 90), [
        [200, 90],
        [503, 9],
        [0, 1],
      ]),
    );
    expect(round.failures).toEqual({ 503: 9, 0: 1 });
    expect(round.requests).toBe(100);
    expect(round.p50Ms).toBeCloseTo(50, 0);
    expect(round.p95Ms).toBeCloseTo(PLAN.timeoutMs, -1);
  });
});

describe("toPair", () => {
  const quiet = toRound(load(HUNDRED, [[200, 100]], 1));
  const starved = toRound(load(HUNDRED, [[200, 100]], 2 * PLAN.starvedMs));

  it("cannot be used where the client was starved in either round", () => {
    expect(toPair("candidate", quiet, quiet).usable).toBe(true);
    expect(toPair("candidate", starved, quiet).usable).toBe(false);
    expect(toPair("reference", quiet, starved).usable).toBe(false);
  });
});
