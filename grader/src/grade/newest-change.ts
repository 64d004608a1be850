import { type Dirent, lstatSync, readdirSync } from "node:fs";
import path from "node:path";

/** Tools keep caches in folders that begin with a dot; .bin holds what commands run. */
const isCache = (name: string) => name.startsWith(".") && name !== ".bin";

/** The latest change below a folder: which file, when (ms), and how many files there are. */
export interface NewestChange {
  file: string;
  at: number;
  files: number;
}

/**
 * Looks at the change times of all files and folders, which nobody can set back, instead of their
 * bytes. Links are not followed.
 */
export function newestChange(folder: string): NewestChange {
  const newest: NewestChange = { file: folder, at: 0, files: 0 };
  const visit = (inside: string) => {
    for (const entry of entriesOf(inside)) {
      if (isCache(entry.name)) continue;
      const file = path.join(inside, entry.name);
      if (entry.isDirectory()) visit(file);
      newest.files += 1;
      const at = lstatSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0;
      if (at > newest.at) Object.assign(newest, { file, at });
    }
  };
  visit(folder);
  return newest;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
