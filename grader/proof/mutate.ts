import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Mutant } from "../src/checks/mutant.ts";
import { type Exercise, folderOf } from "../src/course/exercises.ts";
import { STATE } from "../src/course/root.ts";

/** An edit that does not fit the solution any more. */
export class MutantDoesNotApply extends Error {
  override readonly name = "MutantDoesNotApply";
}

/**
 * Copies the solution to a folder inside the repository, where Node finds the workspace's
 * packages, and applies the mutant's edits. Returns the folder.
 * @throws MutantDoesNotApply
 */
export async function mutate(exercise: Exercise, name: string, mutant?: Mutant): Promise<string> {
  const folder = path.join(STATE, "proof", exercise.folder, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  await cp(folderOf(exercise, "solutions"), folder, {
    recursive: true,
    filter: (source) => path.basename(source) !== "node_modules",
  });
  for (const [file, edits] of Object.entries(mutant?.edits ?? {})) {
    const at = path.join(folder, file);
    let text = await readFile(at, "utf8");
    for (const { find, replace } of edits) {
      const parts = text.split(find);
      if (parts.length !== 2) {
        throw new MutantDoesNotApply(
          `${name}: ${file} holds ${parts.length - 1} times, not once: ${find}`,
        );
      }
      text = parts.join(replace);
    }
    await writeFile(at, text);
  }
  for (const [file, text] of Object.entries(mutant?.adds ?? {})) {
    const at = path.join(folder, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text, { flag: "wx" });
  }
  return folder;
}
