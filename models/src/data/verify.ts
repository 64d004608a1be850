import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../user-error.ts";
import { DATA_FILES, type DataFile, DOWNLOAD, SHA256 } from "./published.ts";

const CURE = `download ${DOWNLOAD} and run npm run data -- ml-100k.zip`;

/**
 * Reads the three files of a folder and compares them with what is published.
 * @throws UserError for the first that is missing, unreadable or different.
 */
export async function readVerified(folder: string): Promise<Record<DataFile, Buffer>> {
  const files: Partial<Record<DataFile, Buffer>> = {};
  for (const name of DATA_FILES) {
    files[name] = await readOne(folder, name);
    requirePublished(name, files[name], path.join(folder, name));
  }
  return files as Record<DataFile, Buffer>;
}

/**
 * Compares one file with what is published.
 * @param where what the message calls it
 * @throws UserError with the sum expected and the sum found.
 */
export function requirePublished(name: DataFile, bytes: Uint8Array, where: string): void {
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== SHA256[name]) {
    throw new UserError(
      `Expected ${where} to have sha256 ${SHA256[name]}, found ${found}: it is not the published file, so ${CURE}.`,
    );
  }
}

async function readOne(folder: string, name: DataFile): Promise<Buffer> {
  try {
    return await readFile(path.join(folder, name));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const missing = code === "ENOENT" || code === "ENOTDIR";
    throw new UserError(
      `Expected the MovieLens 100k file ${name} in ${folder}, found ${missing ? "none" : `one that cannot be read (${code})`}: ${CURE}.`,
    );
  }
}
