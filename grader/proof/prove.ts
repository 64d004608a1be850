import { rm } from "node:fs/promises";
import type { Check } from "../src/checks/check.ts";
import type { Mutant } from "../src/checks/mutant.ts";
import { type Exercise, folderOf } from "../src/course/exercises.ts";
import { ENGINES } from "../src/engines/engine.ts";
import { grade } from "../src/grade/grade.ts";
import type { Result } from "../src/result/result.ts";
import { withDependencies } from "../src/verdict/order.ts";
import { unexpected } from "./expectation.ts";
import { mutate } from "./mutate.ts";

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
      const result = await grade({
        exercise,
        folder: folderOf(exercise, "solutions"),
        underLoad: true,
        ...options,
      });
      return notPassed(result);
    });
  } finally {
    for (const name of Object.keys(variant.environment)) delete process.env[name];
  }
}

function notPassed({ checks }: Result): string[] {
  return checks
    .filter(({ verdict }) => verdict !== "passed" && verdict !== "not run")
    .map(
      ({ id, verdict, evidence }) => `${id} ${verdict}: ${evidence.received ?? evidence.reason}`,
    );
}

/** A mutant loses exactly its check's points, those of its dependants apart. */
export async function proveMutant(
  exercise: Exercise,
  check: Check,
  mutant: Mutant,
  options: ProveOptions,
): Promise<Proof> {
  const claim = `${check.id}: ${mutant.title}`;
  const missing = check.needs?.find((name) => !ENGINES[name].available());
  const facts = { check: check.id, mutant: mutant.title, points: check.points };
  if (missing) {
    return { claim, ...facts, seconds: 0, against: [], notRun: `no ${ENGINES[missing].title}` };
  }
  const name = `${check.id}-${check.mutants.indexOf(mutant) + 1}`;
  const folder = await mutate(exercise, name, mutant);
  try {
    const proof = await timed(claim, async () => {
      const quiet = await grade({ exercise, folder, underLoad: false, ...options });
      if (!check.underLoad) return unexpected(exercise.checks, check.id, quiet);
      const only = withDependencies(exercise.checks, check.id);
      const loaded = await grade({ exercise, folder, underLoad: true, only, ...options });
      return [...notPassed(quiet), ...unexpected(exercise.checks, check.id, loaded)];
    });
    return { ...proof, ...facts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(claim: string, run: () => Promise<string[]>): Promise<Proof> {
  const start = performance.now();
  const against = await run();
  return { claim, against, seconds: (performance.now() - start) / 1000 };
}
