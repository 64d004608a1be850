import { watch } from "node:fs";

/** Editors write a file in several steps; changes this close together are one save. */
const SETTLE_MS = 60;

/** Calls `then` after files below a folder were saved. Returns the way to stop. */
export function onSaved(folder: string, then: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, (_event, name) => {
    if (name && /(^|[\\/])(node_modules|\.git)([\\/]|$)|~$|\.swp$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(then, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
