import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { STATE } from "../course/root.ts";
import { NOTHING, Progress } from "./progress.ts";

export const PROGRESS_FILE = path.join(STATE, "progress.json");

/** Something else stands in its place, or it is not ours to read. */
const UNREADABLE = ["ENOTDIR", "EISDIR", "EACCES", "EPERM"];

/**
 * Reads the progress. A file that cannot be understood is set aside under another name, and `say`
 * is told, so that nothing of it is lost.
 */
export async function readProgress(
  say: (line: string) => void,
  file = PROGRESS_FILE,
): Promise<Progress> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return NOTHING;
    if (!UNREADABLE.includes(code)) throw error;
    say(`${file} cannot be read (${code}), so nothing is known of earlier runs.`);
    return NOTHING;
  }
  const parsed = Progress.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const aside = `${file}.broken-${Date.now()}`;
  await rename(file, aside);
  say(`The progress file could not be read; it is kept as ${aside}, and a new one begins.`);
  return NOTHING;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes the progress so that a crash at any moment leaves the old file or the new one. */
export async function writeProgress(progress: Progress, file = PROGRESS_FILE): Promise<void> {
  await writeAtomically(file, `${JSON.stringify(progress, null, 2)}\n`);
}

/** Writes a file beside its place and moves it there. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.${Date.now()}.new`;
  await writeFile(beside, text);
  await rename(beside, file);
}

/**
 * Changes the progress. Changes of one process follow one another; of two processes the later one
 * wins for a check that both judged.
 */
export function updateProgress(
  change: (progress: Progress) => Progress,
  say: (line: string) => void,
  file = PROGRESS_FILE,
): Promise<void> {
  queue = queue
    .catch(() => {})
    .then(async () => writeProgress(change(await readProgress(say, file)), file));
  return queue;
}

let queue: Promise<void> = Promise.resolve();
