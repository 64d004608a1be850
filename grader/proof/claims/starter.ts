import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Exercise, folderOf } from "../../src/course/exercises.ts";
import { grade } from "../../src/grade/grade.ts";
import type { Verdict } from "../../src/verdict/verdict.ts";
import type { Claim, ProveOptions } from "./claim.ts";

export const SNAPSHOT = path.join(import.meta.dirname, "..", "starters.json");

/** Verdicts by exercise and check, as the starter gets them. */
export type Starters = Record<string, Record<string, Verdict>>;

/** What the starter gets now; what measures under load is left out, as it is never reached. */
export async function gradeStarter(
  exercise: Exercise,
  options: ProveOptions,
): Promise<Record<string, Verdict>> {
  const folder = folderOf(exercise, "exercises");
  const { checks } = await grade({
    exercise,
    folder,
    underLoad: false,
    byFiles: false,
    ...options,
  });
  return Object.fromEntries(checks.map(({ id, verdict }) => [id, withEngines(verdict)]));
}

/** What needs an engine would be skipped where it is there: a starter does not get that far. */
function withEngines(verdict: Verdict): Verdict {
  return verdict === "not run" ? "skipped" : verdict;
}

/** The starter fails the checks that its steps announce, and no other. */
export function starterClaim(exercise: Exercise, options: ProveOptions): Claim {
  const run = async () => {
    const snapshot = JSON.parse(await readFile(SNAPSHOT, "utf8")) as Starters;
    const wanted = snapshot[exercise.folder] ?? {};
    const found = await gradeStarter(exercise, options);
    const against = Object.entries(found).flatMap(([id, verdict]) =>
      verdict === wanted[id] ? [] : [`${id} ${verdict} instead of ${wanted[id] ?? "nothing"}`],
    );
    return { against };
  };
  return {
    claim: "the starter fails the checks its steps announce",
    parts: [{ alone: false, run }],
  };
}
