/**
 * How a check ended.
 * - `passed`: the submission does it
 * - `failed`: it does not; the only verdict that costs points
 * - `skipped`: a check it depends on has not passed
 * - `not run`: an engine is missing, or it was left out on request
 * - `inconclusive`: the machine was too noisy to tell
 * - `grader fault`: the grader itself failed
 */
export const VERDICTS = [
  "passed",
  "failed",
  "skipped",
  "not run",
  "inconclusive",
  "grader fault",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Whether a check with this verdict counts among the points that could be judged. */
export function isJudged(verdict: Verdict): boolean {
  return verdict === "passed" || verdict === "failed" || verdict === "skipped";
}
