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
  "node_modules",
] as const;

/** Too many files to be read. */
const BY_TIME: readonly string[] = ["node_modules"];

interface Mark {
  value: string;
  /** The file to look at where the value is another one later. */
  latest: string;
}

/** Marks of the guarded folders, to be compared when the submission is dead. */
export async function guardFiles(): Promise<Map<string, Mark>> {
  const marks = await Promise.all(GUARDED.map(async (each) => [each, await markOf(each)] as const));
  return new Map(marks);
}

/** On Linux nothing but a change moves a change time; elsewhere bytes are read too. */
async function markOf(each: string): Promise<Mark> {
  const folder = path.join(ROOT, each);
  const { file, at, files } = newestChange(folder);
  const byTime = process.platform === "linux" || BY_TIME.includes(each);
  const value = byTime ? `${files} ${at}` : await digestWithTimes(folder);
  return { value, latest: path.relative(ROOT, file) };
}

/** The files, by the latest of each guarded folder, that are no longer what they were. */
export async function changedSince(before: ReadonlyMap<string, Mark>): Promise<string[]> {
  const now = await guardFiles();
  return [...now].flatMap(([each, { value, latest }]) =>
    before.get(each)?.value === value ? [] : [latest],
  );
}
