import { z } from "zod";
import type { Result } from "../result/result.ts";
import { VERDICTS } from "../verdict/verdict.ts";

const CheckProgress = z.strictObject({
  verdict: z.enum(VERDICTS),
  /** When it last got this verdict. */
  at: z.iso.datetime(),
  /** Hints shown so far. */
  hints: z.int().nonnegative(),
});

const ExerciseProgress = z.strictObject({
  checks: z.record(z.string(), CheckProgress),
  /** The most points ever. */
  best: z.int().nonnegative(),
  runs: z.int().nonnegative(),
});
export type ExerciseProgress = z.infer<typeof ExerciseProgress>;

/** `.workshop/progress.json`: what a learner has done, by exercise slug. */
export const Progress = z.strictObject({
  format: z.literal(1),
  exercises: z.record(z.string(), ExerciseProgress),
});
export type Progress = z.infer<typeof Progress>;

export const NOTHING: Progress = { format: 1, exercises: {} };

/** What is known of one exercise. */
export function progressOf(progress: Progress, slug: string): ExerciseProgress {
  return progress.exercises[slug] ?? { checks: {}, best: 0, runs: 0 };
}

/**
 * The progress after a run. Checks that were not part of it, or got no verdict on the submission,
 * keep what they had.
 */
export function afterRun(progress: Progress, result: Result): Progress {
  const { slug } = result.exercise;
  const before = progressOf(progress, slug);
  const checks = { ...before.checks };
  for (const { id, verdict } of result.checks) {
    const known = checks[id];
    const says = verdict === "passed" || verdict === "failed" || verdict === "skipped";
    if (known && !says) continue;
    checks[id] = { verdict, at: result.startedAt, hints: known?.hints ?? 0 };
  }
  const best = Math.max(before.best, result.score);
  return withExercise(progress, slug, { checks, best, runs: before.runs + 1 });
}

/** The progress after one more hint for a check. */
export function afterHint(progress: Progress, slug: string, id: string, now: Date): Progress {
  const before = progressOf(progress, slug);
  const known = before.checks[id] ?? { verdict: "failed", at: now.toISOString(), hints: 0 };
  const checks = { ...before.checks, [id]: { ...known, hints: known.hints + 1 } };
  return withExercise(progress, slug, { ...before, checks });
}

function withExercise(progress: Progress, slug: string, changed: ExerciseProgress): Progress {
  return { ...progress, exercises: { ...progress.exercises, [slug]: changed } };
}
