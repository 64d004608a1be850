import { constants, copyFile, rename, rm, writeFile } from "node:fs/promises";
import process from "node:process";
import { UserError } from "../user-error.ts";

/**
 * Writes a file as a whole or not at all.
 * @throws UserError where it is there and `force` is false, or its folder cannot be written.
 */
export async function writeWhole(file: string, bytes: Uint8Array, force: boolean): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, bytes);
    // Unlike a rename, this fails where the name is taken.
    await (force ? rename(temporary, file) : copyFile(temporary, file, constants.COPYFILE_EXCL));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UserError(
      error.code === "EEXIST"
        ? `Expected no file at ${file}, found one. Choose another by --out, or pass --force to replace it.`
        : `Expected to write ${file}, found: ${error.message}. Choose another place by --out.`,
    );
  } finally {
    await rm(temporary, { force: true });
  }
}
