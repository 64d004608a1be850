import type { Exercise } from "../../src/course/exercises.ts";
import { othersOf } from "../others.ts";
import type { Claim, ProveOptions } from "./claim.ts";
import { mutantClaim } from "./mutant.ts";
import { otherClaim } from "./other.ts";
import { solutionClaim, type Variant } from "./solution.ts";
import { starterClaim } from "./starter.ts";

/** Which claims to prove; all, where nothing is said. */
export interface Selection {
  /** Those of one check. */
  readonly check?: string | undefined;
  /** That of one other correct submission. */
  readonly other?: string | undefined;
  /** Exercises, by number, whose solution has been graded as it is. */
  readonly graded?: readonly string[];
}

const AS_IT_IS: Variant = { name: "Fastify", environment: {} };
const EXPRESS: Variant = { name: "Express", environment: { FRAMEWORK: "express" } };

/** What is claimed about the grading of one exercise. */
export function claimsOf(
  exercise: Exercise,
  { check, other, graded = [] }: Selection,
  options: ProveOptions,
): Claim[] {
  const one = check !== undefined || other !== undefined;
  const variants = [
    ...(graded.includes(String(exercise.number)) ? [] : [AS_IT_IS]),
    ...(exercise.slug === "api" ? [EXPRESS] : []),
  ];
  const others = othersOf(exercise).filter(({ name }) =>
    other === undefined ? check === undefined : name === other,
  );
  const checks = exercise.checks.filter(
    ({ id }) => other === undefined && (check === undefined || id === check),
  );
  const claims = [
    ...(one ? [] : [starterClaim(exercise, options)]),
    ...(one ? [] : variants.map((variant) => solutionClaim(exercise, variant, options))),
    ...others.map((each) => otherClaim(exercise, each, options, check)),
    ...checks.flatMap((each) =>
      each.mutants.map((mutant) => mutantClaim(exercise, each, mutant, options)),
    ),
  ];
  return claims.map((each) => ({ ...each, claim: `${exercise.number}  ${each.claim}` }));
}
