import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const SUBMISSIONS = path.resolve(import.meta.dirname, "..", "submissions");

/** A hostile submission in a folder of its own, where it may write what it likes. */
export interface Submission extends AsyncDisposable {
  readonly folder: string;
}

/** `note` is written into its folder as note.txt: what the submission must know of this machine. */
export async function copySubmission(name: string, note = ""): Promise<Submission> {
  const folder = await mkdtemp(path.join(tmpdir(), "hostile-"));
  await cp(path.join(SUBMISSIONS, name), folder, { recursive: true });
  await writeFile(path.join(folder, "note.txt"), note);
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
