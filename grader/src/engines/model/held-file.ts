import { spawnSync } from "node:child_process";
import { constants } from "node:fs";
import { type FileHandle, link, open, readFile, rename, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** A file that gives its bytes only once it is told to. */
export interface HeldFile {
  /** Lets everybody have the bytes: who waits for them, until the signal ends it, and who comes later. */
  release(signal: AbortSignal): Promise<void>;
}

/**
 * Puts a named pipe in the place of a file. Who opens it waits, as for a slow disk or a bucket far
 * away, until the bytes are released.
 * @param file the file to hold
 * @param pipe a free path on the same disk, the pipe's second name
 */
export async function holdFile(file: string, pipe: string): Promise<HeldFile> {
  const bytes = await readFile(file);
  const { status, stderr } = spawnSync("mkfifo", [pipe], { encoding: "utf8" });
  if (status !== 0) throw new Error(`mkfifo failed: ${stderr}`);
  await link(pipe, `${pipe}.link`);
  await rename(`${pipe}.link`, file);
  return {
    async release(signal) {
      await writeFile(`${pipe}.bytes`, bytes);
      await rename(`${pipe}.bytes`, file);
      // Whoever opened the pipe before that is fed once; a second helping would follow the first.
      while (!signal.aborted) {
        const reader = await findReader(pipe);
        if (reader) return feed(pipe, bytes, reader);
        await sleep(10);
      }
    },
  };
}

/** Opening for writing without blocking fails where nobody reads, instead of waiting for ever. */
async function findReader(pipe: string): Promise<FileHandle | undefined> {
  try {
    return await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENXIO") return undefined;
    throw error;
  }
}

/** `holder` stays open meanwhile: a pipe without a writer is at its end. */
async function feed(pipe: string, bytes: Uint8Array, holder: FileHandle): Promise<void> {
  try {
    const writer = await open(pipe, "w");
    await writer.writeFile(bytes).finally(() => writer.close());
  } catch (error) {
    // The reader was ended in the middle.
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  } finally {
    await holder.close();
  }
}
