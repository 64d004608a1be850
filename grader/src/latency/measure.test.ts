import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { answers } from "../engines/answers.ts";
import { type ApiProcess, startApi } from "../engines/process.ts";
import { PLAN, SERVER_CPU } from "./limits.ts";
import { type LatencyOptions, type LatencyResult, measureLatency } from "./measure.ts";

const FOLDER = path.join(import.meta.dirname, "testing");

describe("measureLatency", { timeout: 90_000 }, () => {
  const running: ApiProcess[] = [];
  async function start(environment: Record<string, string>): Promise<string> {
    const api = await startApi({ folder: FOLDER, script: "api.ts", cpu: SERVER_CPU, environment });
    running.push(api);
    await answers(api, "/health/live", 20_000);
    return api.url;
  }
  let reference = "";
  let stalling = "";
  let refusing = "";
  beforeAll(async () => {
    reference = await start({});
    stalling = await start({ STALL_MS: "100" });
    refusing = await start({ REFUSES: "1" });
  });
  afterAll(() => Promise.all(running.map((api) => api.stop())));

  const against = (candidate: string, more: Partial<LatencyOptions> = {}) =>
    measureLatency({ candidate, reference, body: () => "{}", seed: 1, ...more });

  /** A machine too busy to measure on says nothing about the measurement; only a pass would be wrong. */
  function needVerdict(context: TestContext, { verdict, reason }: LatencyResult): void {
    expect(verdict).not.toBe("pass");
    if (verdict === "inconclusive") context.skip(`not run: ${reason}`);
  }

  it("fails an API that stalls, with both sides of every round", async (context) => {
    const told: number[] = [];
    const result = await against(stalling, { onPair: (done) => told.push(done) });
    needVerdict(context, result);
    expect(result.reason).toContain("is allowed");
    expect(result.ratio.low).toBeGreaterThan(1);
    expect(result.candidateP95Ms).toBeGreaterThanOrEqual(100);
    expect(told).toEqual(result.rounds.map((_, index) => index + 1));
    const first = result.rounds.map((round) => round.first);
    expect(first.slice(0, 4)).toEqual(["candidate", "reference", "candidate", "reference"]);
    const requests = result.rounds.filter(({ usable }) => usable).length * PLAN.rate * PLAN.seconds;
    const { buckets, percentiles } = result.shape;
    expect(buckets.reduce((sum, { candidate }) => sum + candidate, 0)).toBe(requests);
    expect(buckets.reduce((sum, each) => sum + each.reference, 0)).toBe(requests);
    expect(percentiles.at(-1)?.candidateMs).toBeGreaterThanOrEqual(100);
  });

  it("fails an API that is quick because it refuses", async (context) => {
    const result = await against(refusing);
    needVerdict(context, result);
    const { reason, rounds } = result;
    expect(reason).toContain("× 503");
    expect(rounds[0]?.candidate.failures[503]).toBe(15);
  });

  it("does not fail an API that is like the reference", async () => {
    const { verdict, rounds } = await against(reference);
    expect(verdict).not.toBe("fail");
    expect(rounds[0]?.candidate.failures).toEqual({});
  });

  it("ends at once when told to", async () => {
    const interrupted = new AbortController();
    const started = performance.now();
    const pending = against(reference, {
      signal: interrupted.signal,
      onPair: () => interrupted.abort(new Error("interrupted")),
    });
    await expect(pending).rejects.toThrow("interrupted");
    expect(performance.now() - started).toBeLessThan(20_000);
    await expect(against(reference, { signal: interrupted.signal })).rejects.toThrow("interrupted");
  });
});
