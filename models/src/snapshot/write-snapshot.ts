import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../user-error.ts";

/**
 * Writes a snapshot, whole or not at all.
 * @returns false where the same bytes are there already.
 * @throws UserError where other bytes are there and may not be replaced.
 */
export async function writeSnapshot(
  file: string,
  bytes: Uint8Array,
  force: boolean,
): Promise<boolean> {
  if (existsSync(file)) {
    if (Buffer.compare(await readFile(file), bytes) === 0) return false;
    if (!force) {
      throw new UserError(
        `Expected no file at ${file}, or the same one, found another: choose a place by --out, or pass --force to replace it.`,
      );
    }
  }
  await mkdir(path.dirname(file), { recursive: true });
  const aside = `${file}.${randomUUID()}`;
  try {
    await writeFile(aside, bytes);
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
  return true;
}
