import { readdirSync } from "node:fs";
import path from "node:path";
import type { Exercise } from "../src/course/exercises.ts";

/** A whole submission that differs from the solution wherever it may, and is as correct. */
export interface OtherSubmission {
  readonly name: string;
  readonly folder: string;
}

/** Those of an exercise: the folders below proof/NN-name. */
export function othersOf(exercise: Exercise): OtherSubmission[] {
  const parent = path.join(import.meta.dirname, exercise.folder);
  return foldersIn(parent).map((name) => ({ name, folder: path.join(parent, name) }));
}

function foldersIn(parent: string): string[] {
  try {
    const entries = readdirSync(parent, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch {
    return [];
  }
}
