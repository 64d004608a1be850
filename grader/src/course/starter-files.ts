import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { filesOf } from "../grade/folder-digest.ts";
import { type Exercise, folderOf } from "./exercises.ts";

/** Ids of git blobs by file, for each exercise's folder. */
export type StarterFiles = Record<string, Record<string, string>>;

export const STARTER_FILES = path.join(import.meta.dirname, "starter-files.json");

/**
 * The files of an exercise's starter as they were released: git keeps their blobs, whatever the
 * learner commits later.
 */
export async function starterFiles(exercise: Exercise): Promise<Record<string, string>> {
  const all = JSON.parse(await readFile(STARTER_FILES, "utf8")) as StarterFiles;
  return all[exercise.folder] ?? {};
}

/** The same for the files as they are now; what is written down at a release. */
export async function currentFiles(exercise: Exercise): Promise<Record<string, string>> {
  const folder = folderOf(exercise, "exercises");
  const names = (await filesOf(folder)).filter((name) => name !== "README.md");
  const entries = names.map(async (name) => [
    name,
    blobId(await readFile(path.join(folder, name))),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** The id git gives to a file's bytes. */
function blobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
