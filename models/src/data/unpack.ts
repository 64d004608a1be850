import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { unzipSync } from "fflate";
import { writeRelease as writeFolder } from "../train/release-folder.ts";
import { UserError } from "../user-error.ts";
import { DATA_FILES, DOWNLOAD, LICENCE_FILE } from "./published.ts";
import { requirePublished } from "./verify.ts";

const LARGEST = 50_000_000;
const WANTED: readonly string[] = [...DATA_FILES, LICENCE_FILE];
const PREFIX = "ml-100k/";

/**
 * Checks a zip and puts its files into `folder`, all of them or none. What was there is replaced.
 * Entries name no path: only the four files that are wanted are read, and go where they belong.
 * @throws UserError where it is no zip, lacks a file, or holds another one than is published.
 */
export async function unpack(zip: string, folder: string): Promise<void> {
  const entries = unzip(zip, await readZip(zip));
  for (const name of DATA_FILES) {
    const bytes = entries[name];
    if (!bytes) {
      throw new UserError(
        `Expected ${PREFIX}${name} in ${zip}, found none: download ${DOWNLOAD} again.`,
      );
    }
    requirePublished(name, bytes, `${name} in ${zip}`);
  }
  await writeFolder(folder, async (aside) => {
    for (const [name, bytes] of Object.entries(entries)) {
      await writeFile(path.join(aside, name), bytes);
    }
  });
}

async function readZip(zip: string): Promise<Buffer> {
  const { size } = await stat(zip);
  if (size > LARGEST) {
    throw new UserError(
      `Expected ${zip} to be ml-100k.zip, about 5 MB, found ${size} bytes: download ${DOWNLOAD}.`,
    );
  }
  return readFile(zip);
}

/** The wanted files by their bare names. */
function unzip(zip: string, bytes: Buffer): Record<string, Uint8Array> {
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => WANTED.includes(bare(name)) && originalSize <= LARGEST,
    });
    return Object.fromEntries(
      Object.entries(entries).map(([name, content]) => [bare(name), content]),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `Expected ${zip} to be a zip, found one that cannot be read (${reason}): download ${DOWNLOAD} again.`,
    );
  }
}

function bare(name: string): string {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
}
