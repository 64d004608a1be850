import type { Exercise } from "../../src/course/exercises.ts";
import { grade } from "../../src/grade/grade.ts";
import type { Result } from "../../src/result/result.ts";
import { withDependencies } from "../../src/verdict/order.ts";
import { notJudged, notPassed, undecided } from "../expectation.ts";
import type { OtherSubmission } from "../others.ts";
import type { Claim, Found, Part, ProveOptions } from "./claim.ts";
import { decided } from "./decided.ts";
import { provable } from "./provable.ts";

/** Another correct submission earns every point that can be judged here, or that of one check. */
export function otherClaim(
  exercise: Exercise,
  { name, folder }: OtherSubmission,
  options: ProveOptions,
  check?: string,
): Claim {
  const { checks } = exercise;
  const chosen =
    check === undefined ? provable(exercise, options) : withDependencies(checks, check);
  const held = checks.filter(({ id }) => chosen.has(id));
  const loaded = held.filter(({ underLoad }) => underLoad);
  const quiet: Part = {
    alone: true,
    async run() {
      const only = new Set(held.flatMap(({ id, underLoad }) => (underLoad ? [] : [id])));
      return foundIn(await grade({ exercise, folder, underLoad: false, only, ...options }));
    },
  };
  const underLoad: Part = {
    alone: true,
    async run() {
      const only = new Set(loaded.flatMap(({ id }) => [...withDependencies(checks, id)]));
      return foundIn(await decided({ exercise, folder, only, ...options }));
    },
  };
  return {
    claim: `${name}, which is correct too, earns every point`,
    parts: [quiet, ...(loaded.length > 0 ? [underLoad] : [])],
  };
}

function foundIn(result: Result): Found {
  return { against: notPassed(result), undecided: undecided(result), missing: notJudged(result) };
}
