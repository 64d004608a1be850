import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../user-error.ts";

/** @throws UserError where the release exists and may not be replaced. */
export function refuseOverwrite(release: string, force: boolean): void {
  if (existsSync(release) && !force) {
    throw new UserError(
      `Expected no release at ${release}, found one: released versions do not change, so choose ` +
        "another folder by --out, or pass --force to replace it.",
    );
  }
}

/** Lets `fill` write into a folder beside `release` and moves that into place only when it is done. */
export async function writeRelease(
  release: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = path.dirname(release);
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, `.${path.basename(release)}-`));
  try {
    const built = path.join(folder, "new");
    await mkdir(built);
    await fill(built);
    if (existsSync(release)) await rename(release, path.join(folder, "old"));
    await rename(built, release);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
