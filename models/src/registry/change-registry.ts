import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type FolderStore, Registry } from "@workshop/serving/model-loader";
import { UserError } from "../user-error.ts";
import { withLock } from "./lock.ts";
import { readRegistry } from "./read-registry.ts";

/**
 * Replaces registry.json by what `change` makes of it, as one step: a reader sees the old text or
 * the new one, and of two writers the second sees what the first wrote. A folder without
 * registry.json starts with an empty one; undefined leaves everything as it is.
 * @throws ModelLoadError where the present registry.json cannot be read; UserError where the folder
 * cannot be written.
 */
export async function changeRegistry(
  store: FolderStore,
  change: (registry: Registry) => Promise<Registry | undefined>,
): Promise<void> {
  const file = path.join(store.folder, "registry.json");
  try {
    await withLock(`${file}.lock`, async () => {
      const next = await change(await readRegistry(store));
      if (next) await replace(file, `${JSON.stringify(Registry.parse(next), null, 2)}\n`);
    });
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new UserError(
      `Expected to write ${file}, found: ${error.message}. Check the folder's permissions.`,
    );
  }
}

async function replace(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, "w");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}
