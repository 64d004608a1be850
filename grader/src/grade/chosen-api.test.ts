import { describe, expect, it } from "vitest";
import type { Progress } from "../progress/progress.ts";
import { sampleCheck } from "../testing/sample-check.ts";
import { chosenApi } from "./chosen-api.ts";

const CHECKS = [sampleCheck("a", { points: 60 }), sampleCheck("b", { points: 40 })];

function progress(best: number, verdict: "passed" | "failed" = "passed"): Progress {
  const at = new Date().toISOString();
  const checks = { a: { verdict, at, hints: 0 } };
  return { format: 1, exercises: { api: { best, runs: 1, checks } } };
}

describe("chosenApi", () => {
  it("is the learner's own where it has all points", () => {
    expect(chosenApi(CHECKS, progress(100)).workspace).toBe("exercises/01-api");
  });

  it.each([
    ["nothing was done", { format: 1, exercises: {} }, /has earned 0 of 100 points/],
    ["points are missing", progress(99), /has earned 99 of 100 points/],
    ["it was broken since", progress(100, "failed"), /fails a at present/],
  ] as const)("is the supplied one where %s, and says so", (_, known, why) => {
    const { workspace, because } = chosenApi(CHECKS, known);
    expect(workspace).toBe("solutions/01-api");
    expect(because).toMatch(why);
  });
});
