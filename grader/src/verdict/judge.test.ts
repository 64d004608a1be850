import { ContractFailure } from "@workshop/serving/http-contract";
import { describe, expect, it } from "vitest";
import type { Check } from "../checks/check.ts";
import { CheckFailure } from "../checks/check-failure.ts";
import type { CheckContext } from "../checks/context.ts";
import { Inconclusive, NotRun } from "../checks/undecided.ts";
import { ApiDidNotStart } from "../engines/answers.ts";
import { sampleCheck } from "../testing/sample-check.ts";
import { Interrupted, judge } from "./judge.ts";

const NEVER = new AbortController().signal;

async function judged(parts: Partial<Check>, interrupted: AbortSignal = NEVER) {
  let opened = 0;
  let closed = 0;
  const open = (signal: AbortSignal) => {
    opened += 1;
    return {
      context: { signal } as CheckContext,
      async close() {
        closed += 1;
      },
    };
  };
  const judgement = await judge(sampleCheck("a", parts), open, interrupted).finally(() =>
    expect(closed).toBe(opened),
  );
  return { judgement, opened };
}

const throwing = (error: unknown) => ({ run: () => Promise.reject(error) });

describe("judge", () => {
  it.each([
    ["failed", new ContractFailure("x", "y"), { expected: "x", received: "y" }],
    ["failed", new CheckFailure("x", "y", { lines: ["z"] }), { evidence: { lines: ["z"] } }],
    ["failed", new ApiDidNotStart("x", "y", ["out"]), { evidence: { lines: ["out"] } }],
    ["not run", new NotRun("no x", "Get x."), { reason: "no x", cure: "Get x." }],
    ["inconclusive", new Inconclusive("noise"), { reason: "noise" }],
  ] as const)("makes %s of what a check throws", async (verdict, error, more) => {
    const { judgement } = await judged(throwing(error));
    expect(judgement).toMatchObject({ verdict, attempts: 1, ...more });
  });

  it("calls anything else its own fault, never the submission's", async () => {
    const { judgement } = await judged(throwing(new TypeError("oops")));
    expect(judgement.verdict).toBe("grader fault");
    expect(judgement.reason).toContain("oops");
  });

  it("fails a check that does not end before its deadline", async () => {
    const { judgement } = await judged({ deadlineMs: 30, run: () => new Promise(() => {}) });
    expect(judgement).toMatchObject({ verdict: "failed", expected: "an end within 0.03 s" });
  });

  it("looks again only where the check says that its subject is noisy", async () => {
    let runs = 0;
    const flaky: Partial<Check> = {
      async run() {
        runs += 1;
        if (runs < 3) throw new ContractFailure("x", "y");
        return undefined;
      },
    };
    expect((await judged(flaky)).judgement.verdict).toBe("failed");
    runs = 0;
    const { judgement, opened } = await judged({ ...flaky, retry: { times: 2, because: "noise" } });
    expect(judgement).toEqual({ verdict: "passed", attempts: 3 });
    expect(opened).toBe(3);
  });

  it("has no verdict where the run is interrupted", async () => {
    const interrupt = new AbortController();
    const run = judged({ run: () => new Promise(() => {}) }, interrupt.signal);
    interrupt.abort();
    await expect(run).rejects.toThrow(Interrupted);
  });

  it("takes nothing for a fault that comes of the interruption", async () => {
    const interrupt = new AbortController();
    const run: Check["run"] = async () => {
      interrupt.abort();
      throw new Error("The load client ended with SIGINT.");
    };
    await expect(judged({ run }, interrupt.signal)).rejects.toThrow(Interrupted);
    await expect(judged({ run }, interrupt.signal)).rejects.toThrow(Interrupted);
  });
});
