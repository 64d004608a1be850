import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract, type Headers } from "tar-stream";

/** A file in an archive of a container's or a layer's file system. */
export interface FileEntry {
  /** From the root, without a slash before it or behind it. */
  readonly path: string;
  /** "file", "directory", "symlink", "link", … */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkname?: string;
}

/** Lists a tar archive; `look` may read a file's bytes, and must read them to the end. */
export async function readTar(
  archive: NodeJS.ReadableStream,
  look?: (entry: FileEntry, content: Readable) => Promise<void>,
): Promise<FileEntry[]> {
  const found: FileEntry[] = [];
  const reader = extract();
  reader.on("entry", (header, content, next) => {
    const entry = entryOf(header);
    found.push(entry);
    const looked = look?.(entry, content) ?? drained(content);
    looked.then(() => next(), next);
  });
  await pipeline(archive, reader);
  return found;
}

function drained(content: Readable): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  content.on("end", resolve).on("error", reject).resume();
  return promise;
}

function entryOf({ name, type, size, mode, uid, gid, linkname }: Headers): FileEntry {
  return {
    path: name.replace(/^\.?\/+/, "").replace(/\/+$/, ""),
    type: type ?? "file",
    size: size ?? 0,
    mode: mode ?? 0,
    uid: uid ?? 0,
    gid: gid ?? 0,
    ...(linkname && { linkname }),
  };
}
