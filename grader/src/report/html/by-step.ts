import type { Exercise } from "../../course/exercises.ts";
import type { CheckResult, Result } from "../../result/result.ts";

/** The checks of a result that belong to one step. */
export interface StepResult {
  number: number;
  title: string;
  checks: CheckResult[];
}

/** The steps that a result has checks of, in order. */
export function byStep(exercise: Exercise, result: Result): StepResult[] {
  const groups = Map.groupBy(result.checks, ({ step }) => step);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([number, checks]) => ({
      number,
      title: exercise.steps.find((step) => step.number === number)?.title ?? "",
      checks,
    }));
}
