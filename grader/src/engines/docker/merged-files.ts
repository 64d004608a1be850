import type { Contents } from "./contents.ts";
import type { FileEntry } from "./files.ts";
import type { Layer } from "./layers.ts";

/** A file as a container of the image sees it. */
export interface MergedFile extends FileEntry {
  readonly contents?: Contents;
}

/** Lays an image's layers upon each other, with what upper ones hide of lower ones gone. */
export function mergedFiles(layers: readonly Layer[]): Map<string, MergedFile> {
  const merged = new Map<string, MergedFile>();
  for (const { files, whiteouts, contents } of layers) {
    for (const hidden of whiteouts) {
      // "folder/*" empties a folder and leaves it there.
      if (hidden.endsWith("/*")) removeBelow(merged, hidden.slice(0, -2));
      else remove(merged, hidden);
    }
    for (const file of files) {
      if (file.path === "") continue;
      const former = merged.get(file.path);
      if (former?.type === "directory" && file.type !== "directory") removeBelow(merged, file.path);
      // A hard link has the bytes of what it links to, in the same layer.
      const from = file.type === "link" ? (file.linkname ?? "").replace(/^\.?\/+/, "") : file.path;
      const held = contents.get(from);
      merged.set(file.path, { ...file, ...(held && { contents: held }) });
    }
  }
  return merged;
}

function remove(merged: Map<string, MergedFile>, path: string): void {
  const former = merged.get(path);
  merged.delete(path);
  if (!former || former.type === "directory") removeBelow(merged, path);
}

function removeBelow(merged: Map<string, MergedFile>, folder: string): void {
  for (const path of merged.keys()) if (path.startsWith(`${folder}/`)) merged.delete(path);
}
