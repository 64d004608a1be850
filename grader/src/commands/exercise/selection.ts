import { didYouMean } from "@workshop/serving/suggestion";
import type { Exercise } from "../../course/exercises.ts";
import { UsageError } from "../../usage-error.ts";
import { withDependencies } from "../../verdict/order.ts";
import type { Options } from "./options.ts";

/**
 * The checks that --only and --step ask for, with all they depend on; undefined for all.
 * @throws UsageError for a check or step that the exercise does not have.
 */
export function selectChecks(
  exercise: Exercise,
  { only, step }: Pick<Options, "only" | "step">,
): ReadonlySet<string> | undefined {
  const { checks, steps } = exercise;
  const ids = checks.map(({ id }) => id);
  if (only !== undefined && !ids.includes(only)) {
    throw new UsageError(
      `--only: exercise ${exercise.number} has no check ${JSON.stringify(only)}.${didYouMean(only, ids)} ` +
        `npm run exercise ${exercise.number} -- --verbose lists them.`,
    );
  }
  if (step !== undefined && !steps.some(({ number }) => number === step)) {
    throw new UsageError(
      `--step: exercise ${exercise.number} has steps 1 to ${steps.length}, found ${step}.`,
    );
  }
  if (only === undefined && step === undefined) return undefined;
  const wanted = checks.filter(
    (check) =>
      (only === undefined || check.id === only) && (step === undefined || check.step === step),
  );
  return new Set(wanted.flatMap(({ id }) => [...withDependencies(checks, id)]));
}
