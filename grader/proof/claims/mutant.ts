import { rm } from "node:fs/promises";
import type { AnyCheck } from "../../src/checks/check.ts";
import type { Mutant } from "../../src/checks/mutant.ts";
import type { Exercise } from "../../src/course/exercises.ts";
import { missingEngines } from "../../src/engines/missing-engines.ts";
import { grade } from "../../src/grade/grade.ts";
import { withDependencies } from "../../src/verdict/order.ts";
import { notPassed, undecided, unexpected } from "../expectation.ts";
import { mutate } from "../mutate.ts";
import type { Claim, Found, Part, ProveOptions } from "./claim.ts";
import { decided } from "./decided.ts";
import { needsCluster } from "./provable.ts";

/** A mutant loses exactly its check's points, those of its dependants apart. */
export function mutantClaim(
  exercise: Exercise,
  check: AnyCheck,
  mutant: Mutant,
  options: ProveOptions,
): Claim {
  const { checks } = exercise;
  const name = `${check.id}-${check.mutants.indexOf(mutant) + 1}`;
  const graded = (look: (folder: string) => Promise<Found>) => async (): Promise<Found> => {
    const why = await notHere(check, options);
    if (why !== undefined) return { against: [], missing: [why] };
    const folder = await mutate(exercise, name, mutant);
    try {
      return await look(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const quiet: Part = {
    alone: needsCluster(check),
    run: graded(async (folder) => {
      const looked = lookedAt(exercise, check, mutant);
      const only = looked && { only: looked };
      const result = await grade({ exercise, folder, underLoad: false, ...only, ...options });
      const against = check.underLoad ? notPassed(result) : unexpected(checks, check.id, result);
      return { against };
    }),
  };
  const underLoad: Part = {
    alone: true,
    run: graded(async (folder) => {
      const only = withDependencies(checks, check.id);
      const result = await decided({ exercise, folder, only, ...options });
      return { against: unexpected(checks, check.id, result), undecided: undecided(result) };
    }),
  };
  return {
    claim: `${check.id}: ${mutant.title}`,
    parts: [quiet, ...(check.underLoad ? [underLoad] : [])],
  };
}

async function notHere(check: AnyCheck, { cluster }: ProveOptions): Promise<string | undefined> {
  if (needsCluster(check) && !cluster) return "--cluster runs it";
  const [missing] = (await missingEngines([check])).values();
  return missing?.reason;
}

/**
 * The checks that a mutant is held against; undefined means all. Those that are dear, and those that
 * start a browser, are held against their own mutants alone. A stack takes ten seconds to come up: what
 * changes compose.yaml alone is held against the checks of stacks, and the rest against the others.
 */
function lookedAt(exercise: Exercise, mutated: AnyCheck, mutant: Mutant): Set<string> | undefined {
  const { stacks, checks } = exercise;
  if (stacks === undefined && !checks.some(costly)) return undefined;
  const onlyStacks = Object.keys(mutant.edits).every((file) => file === stacks?.file);
  const chosen = checks.filter(
    (check) =>
      check === mutated ||
      (!costly(check) && (stacks === undefined || (check.step === stacks.step) === onlyStacks)),
  );
  return new Set(chosen.flatMap(({ id }) => [...withDependencies(checks, id)]));
}

/** A browser takes as much CPU as half of exercise 1. */
function costly({ dear, needs }: AnyCheck): boolean {
  return dear === true || needs?.includes("chromium") === true;
}
