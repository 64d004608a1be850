import { type Dirent, lstatSync, readdirSync } from "node:fs";
import path from "node:path";

/** Tools keep caches in folders that begin with a dot; .bin holds what commands run. */
const isCache = (name: string) => name.startsWith(".") && name !== ".bin";

/**
 * How many files a folder holds and when the latest of them changed. Too many to be read, but a
 * change time cannot be set back. Links are not followed.
 */
export function newestChange(folder: string): string {
  let files = 0;
  let newest = 0;
  const visit = (inside: string) => {
    for (const entry of entriesOf(inside)) {
      if (isCache(entry.name)) continue;
      const at = path.join(inside, entry.name);
      if (entry.isDirectory()) visit(at);
      files += 1;
      newest = Math.max(newest, lstatSync(at, { throwIfNoEntry: false })?.ctimeMs ?? 0);
    }
  };
  visit(folder);
  return `${files} ${newest}`;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
