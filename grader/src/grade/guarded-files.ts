import path from "node:path";
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

/** Digests of the guarded folders, to be compared when the submission is dead. */
export async function guardFiles(): Promise<Map<string, string>> {
  const digests = await Promise.all(
    GUARDED.map(async (each) => [each, await digestWithTimes(path.join(ROOT, each))] as const),
  );
  return new Map([...digests, ["node_modules", newestChange(path.join(ROOT, "node_modules"))]]);
}

/** The guarded folders that are no longer what they were. */
export async function changedSince(before: ReadonlyMap<string, string>): Promise<string[]> {
  const now = await guardFiles();
  return [...before].flatMap(([each, digest]) => (now.get(each) === digest ? [] : [each]));
}
