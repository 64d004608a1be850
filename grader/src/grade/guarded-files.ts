import path from "node:path";
import process from "node:process";
import { ROOT } from "../course/root.ts";
import { digestWithTimes } from "./folder-digest.ts";
import { newestChange } from "./newest-change.ts";

/** What verdicts rest on; a submission has no business there. */
const GUARDED = [
  "grader",
  "shared",
  "solutions",
  "models/releases",
  "models/feature-store",
  "models/src",
];

/** Marks of the guarded folders, to be compared when the submission is dead. */
export async function guardFiles(): Promise<Map<string, string>> {
  const marks = await Promise.all(
    GUARDED.map(async (each) => [each, await markOf(path.join(ROOT, each))] as const),
  );
  return new Map([...marks, ["node_modules", newestChange(path.join(ROOT, "node_modules"))]]);
}

/** On Linux a change time cannot be set back, and nothing else moves it; elsewhere the bytes are read. */
async function markOf(folder: string): Promise<string> {
  return process.platform === "linux" ? newestChange(folder) : digestWithTimes(folder);
}

/** The guarded folders that are no longer what they were. */
export async function changedSince(before: ReadonlyMap<string, string>): Promise<string[]> {
  const now = await guardFiles();
  return [...before].flatMap(([each, mark]) => (now.get(each) === mark ? [] : [each]));
}
