import { findExercise } from "../../../src/course/exercises.ts";
import { type GradeOptions, grade } from "../../../src/grade/grade.ts";
import type { Result } from "../../../src/result/result.ts";
import type { Verdict } from "../../../src/verdict/verdict.ts";

/** Grades a folder as exercise 1, without load; only the checks named, or all. */
export function gradeFolder(folder: string, ...ids: string[]): Promise<Result> {
  const exercise = findExercise("api");
  if (!exercise) throw new Error("There is no exercise 1.");
  const options: GradeOptions = {
    exercise,
    folder,
    seed: 1,
    underLoad: false,
    signal: AbortSignal.timeout(100_000),
  };
  return grade(ids.length > 0 ? { ...options, only: new Set(ids) } : options);
}

export function verdictsOf({ checks }: Result): Record<string, Verdict> {
  return Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]));
}

/** Ids of the checks that ended this way. */
export function idsOf({ checks }: Result, verdict: Verdict): string[] {
  return checks.filter((check) => check.verdict === verdict).map(({ id }) => id);
}
