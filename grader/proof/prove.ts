import { rm } from "node:fs/promises";
import type { AnyCheck } from "../src/checks/check.ts";
import type { Mutant } from "../src/checks/mutant.ts";
import { type Exercise, folderOf } from "../src/course/exercises.ts";
import { missingEngines } from "../src/engines/missing.ts";
import { grade } from "../src/grade/grade.ts";
import type { Result } from "../src/result/result.ts";
import { withDependencies } from "../src/verdict/order.ts";
import { notJudged, notPassed, undecided, unexpected } from "./expectation.ts";
import { mutate } from "./mutate.ts";
import type { OtherSubmission } from "./others.ts";

/** One claim about the grader, and what speaks against it. */
export interface Proof {
  readonly claim: string;
  readonly check?: string;
  readonly mutant?: string;
  readonly points?: number;
  readonly seconds: number;
  /** Empty where the claim holds. */
  readonly against: readonly string[];
  /** Why it could not be tried here. */
  readonly notRun?: string;
}

export interface ProveOptions {
  seed: number;
  signal: AbortSignal;
  /** Prove what a cluster shows too: minutes for each claim. */
  cluster?: boolean;
  onProgress?: (text: string) => void;
}

/** The solution, in each of its variants, earns every point that can be judged here. */
export async function proveSolution(
  exercise: Exercise,
  variant: { name: string; environment: Readonly<Record<string, string>> },
  options: ProveOptions,
): Promise<Proof> {
  for (const [name, value] of Object.entries(variant.environment)) process.env[name] = value;
  try {
    return await timed(`the solution on ${variant.name} earns every point`, async () => {
      const folder = folderOf(exercise, "solutions");
      const only = provable(exercise, options);
      const result = await decided(() =>
        grade({ exercise, folder, underLoad: true, only, ...options }),
      );
      return { against: notPassed(result), undecided: undecided(result), missing: [] };
    });
  } finally {
    for (const name of Object.keys(variant.environment)) delete process.env[name];
  }
}

/** Another correct submission earns every point that can be judged here. */
export async function proveOther(
  exercise: Exercise,
  { name, folder }: OtherSubmission,
  options: ProveOptions,
  check?: string,
): Promise<Proof> {
  const only =
    check === undefined ? provable(exercise, options) : withDependencies(exercise.checks, check);
  return timed(`${name}, which is correct too, earns every point`, async () => {
    const result = await decided(() =>
      grade({ exercise, folder, underLoad: true, only, ...options }),
    );
    return { against: notPassed(result), undecided: undecided(result), missing: notJudged(result) };
  });
}

/** A mutant loses exactly its check's points, those of its dependants apart. */
export async function proveMutant(
  exercise: Exercise,
  check: AnyCheck,
  mutant: Mutant,
  options: ProveOptions,
): Promise<Proof> {
  const claim = `${check.id}: ${mutant.title}`;
  const [missing] = (await missingEngines([check])).values();
  const facts = { check: check.id, mutant: mutant.title, points: check.points };
  const why =
    check.needs?.includes("cluster") && !options.cluster ? "--cluster runs it" : missing?.reason;
  if (why !== undefined) return { claim, ...facts, seconds: 0, against: [], notRun: why };
  const name = `${check.id}-${check.mutants.indexOf(mutant) + 1}`;
  const folder = await mutate(exercise, name, mutant);
  try {
    const proof = await timed(claim, async () => {
      const looked = lookedAt(exercise, check, mutant);
      const quiet = await grade({
        exercise,
        folder,
        underLoad: false,
        ...(looked && { only: looked }),
        ...options,
      });
      if (!check.underLoad) {
        return {
          against: unexpected(exercise.checks, check.id, quiet),
          undecided: [],
          missing: [],
        };
      }
      const only = withDependencies(exercise.checks, check.id);
      const loaded = await decided(() =>
        grade({ exercise, folder, underLoad: true, only, ...options }),
      );
      const against = [...notPassed(quiet), ...unexpected(exercise.checks, check.id, loaded)];
      return { against, undecided: undecided(loaded), missing: [] };
    });
    return { ...proof, ...facts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The checks that a mutant is held against; undefined means all. Those that are dear are held against
 * their own mutants alone. A stack takes ten seconds to come up: what changes compose.yaml alone is
 * held against the checks of stacks, and the rest against the others.
 */
function lookedAt(exercise: Exercise, mutated: AnyCheck, mutant: Mutant): Set<string> | undefined {
  const { stacks, checks } = exercise;
  if (stacks === undefined && !checks.some(({ dear }) => dear)) return undefined;
  const onlyStacks = Object.keys(mutant.edits).every((file) => file === stacks?.file);
  const chosen = checks.filter(
    (check) =>
      check === mutated ||
      (!check.dear && (stacks === undefined || (check.step === stacks.step) === onlyStacks)),
  );
  return new Set(chosen.flatMap(({ id }) => [...withDependencies(checks, id)]));
}

/** The checks that a whole submission is held against. */
function provable({ checks }: Exercise, { cluster }: ProveOptions): Set<string> {
  const chosen = checks.filter(({ needs }) => cluster || !needs?.includes("cluster"));
  return new Set(chosen.map(({ id }) => id));
}

/** Grades again where the machine was too noisy to tell, three times at most. */
async function decided(run: () => Promise<Result>): Promise<Result> {
  let result = await run();
  for (let again = 0; again < 2 && undecided(result).length > 0; again += 1) result = await run();
  return result;
}

async function timed(
  claim: string,
  run: () => Promise<{ against: string[]; undecided: string[]; missing: string[] }>,
): Promise<Proof> {
  const start = performance.now();
  const { against, undecided, missing } = await run();
  const seconds = (performance.now() - start) / 1000;
  const noise = undecided.length > 0 ? [`${undecided.join(", ")} inconclusive`] : [];
  const open = [...missing, ...noise];
  return {
    claim,
    against,
    seconds,
    ...(open.length > 0 && against.length === 0 && { notRun: open.join("; ") }),
  };
}
