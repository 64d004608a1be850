import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ownerRuns, PREFIX, runsNamedIn } from "./run-id.ts";

/** A temporary folder that a sweep removes where its run is killed. */
export function runFolder(run: string): Promise<string> {
  return mkdtemp(path.join(tmpdir(), `${PREFIX}${run}-`));
}

/** Removes the temporary folders of runs whose owner is gone. */
export async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [run] = name.startsWith(PREFIX) ? runsNamedIn(name) : [];
    if (run === undefined || ownerRuns(run)) continue;
    // Somebody else's, in a folder that all users share, stays.
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}
