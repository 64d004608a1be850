import { readFile } from "node:fs/promises";
import path from "node:path";
import { STATE } from "../course/root.ts";
import { writeAtomically } from "../progress/progress-file.ts";
import { Result } from "./result.ts";

/** Where the last result of an exercise is kept. */
export function resultFile(slug: string): string {
  return path.join(STATE, "results", slug, "result.json");
}

/** Keeps a result as the last one of its exercise, and beside it the files that belong to it. */
export async function saveResult(
  result: Result,
  files: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const file = resultFile(result.exercise.slug);
  await writeAtomically(file, `${JSON.stringify(result, null, 2)}\n`);
  for (const [name, text] of files)
    await writeAtomically(path.join(path.dirname(file), name), text);
}

/** The last result of an exercise, or undefined where there is none that can be read. */
export async function lastResult(slug: string): Promise<Result | undefined> {
  try {
    return Result.parse(JSON.parse(await readFile(resultFile(slug), "utf8")));
  } catch {
    return undefined;
  }
}
