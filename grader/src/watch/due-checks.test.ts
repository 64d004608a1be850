import { expect, it } from "vitest";
import { sampleCheck as check } from "../testing/sample-check.ts";
import type { Verdict } from "../verdict/verdict.ts";
import { dueChecks, type Seen } from "./due-checks.ts";

const LIST = [
  check("files"),
  check("up", { dear: true, after: ["files"] }),
  check("answers", { dear: true, after: ["up"] }),
  check("frozen", { dear: true, after: ["up"], step: 2 }),
];

/** Verdicts as "passed", or as "passed before" where something else was applied then. */
function due(verdicts: Record<string, Verdict | "passed before" | "failed before">): string[] {
  const seen = new Map<string, Seen>();
  for (const each of LIST) {
    const [verdict, before] = (verdicts[each.id] ?? "").split(" ") as [Verdict | "", string?];
    if (verdict === "") continue;
    const judged = { check: each, judgement: { verdict, attempts: 1 }, durationMs: 1 };
    seen.set(each.id, { judged, applied: before ? "old" : "new" });
  }
  return dueChecks(LIST, seen, "new").map(({ id }) => id);
}

it("begins with the dear checks of the first step that is not done", () => {
  expect(due({ files: "passed" })).toEqual(["up", "answers"]);
  expect(due({ files: "passed", up: "passed", answers: "passed" })).toEqual(["frozen"]);
});

it("leaves what waits for a failure", () => {
  expect(due({ files: "failed" })).toEqual([]);
  expect(due({ files: "passed", up: "failed" })).toEqual([]);
});

it("runs what failed only where something else is applied now", () => {
  const passed = { files: "passed", up: "passed" } as const;
  expect(due({ ...passed, answers: "failed" })).toEqual([]);
  expect(due({ ...passed, answers: "failed before" })).toEqual(["answers"]);
});

it("leaves what has passed with something else until nothing fails", () => {
  const before = { files: "passed", up: "passed before", answers: "passed before" } as const;
  expect(due({ ...before, frozen: "failed before" })).toEqual(["frozen"]);
  expect(due({ ...before, frozen: "passed" })).toEqual(["up", "answers"]);
  expect(due({ files: "passed", up: "passed", answers: "passed", frozen: "passed" })).toEqual([]);
});
