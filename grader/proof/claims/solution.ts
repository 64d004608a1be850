import { type Exercise, folderOf } from "../../src/course/exercises.ts";
import { notPassed, undecided } from "../expectation.ts";
import type { Claim, ProveOptions } from "./claim.ts";
import { decided } from "./decided.ts";
import { provable } from "./provable.ts";

/** One of the ways that a solution can be run. */
export interface Variant {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The solution, in one of its variants, earns every point that can be judged here. */
export function solutionClaim(
  exercise: Exercise,
  { name, environment }: Variant,
  options: ProveOptions,
): Claim {
  const run = async () => {
    Object.assign(process.env, environment);
    try {
      const folder = folderOf(exercise, "solutions");
      const only = provable(exercise, options);
      const result = await decided({ exercise, folder, only, ...options });
      return { against: notPassed(result), undecided: undecided(result) };
    } finally {
      for (const variable of Object.keys(environment)) delete process.env[variable];
    }
  };
  return { claim: `the solution on ${name} earns every point`, parts: [{ alone: true, run }] };
}
