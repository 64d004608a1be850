import { spawnSync } from "node:child_process";
import { constants } from "node:fs";
import { copyFile, cp, lstat, mkdir, readlink, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../course/root.ts";
import { runFolder } from "../engines/docker/run-folder.ts";
import { filesOf } from "./folder-digest.ts";

const AT_ONCE = 32;
/** Not part of a build, whatever git says: learners keep their submissions where they like. */
const LEFT_OUT = /(^|\/)(node_modules|\.git|\.workshop|\.venv)(\/|$)/;

export interface CopyOptions {
  /** The id of the run that the copy belongs to. */
  run: string;
  /** The submission's folder. */
  folder: string;
  /** Where it goes, from the repository's root: "exercises/02-docker". */
  place: string;
}

/**
 * Copies the repository's files, as they are now, without what git ignores, and the submission's in
 * their place: a build context that a check may spoil. Returns the folder.
 */
export async function copyContext({ run, folder, place }: CopyOptions): Promise<string> {
  const made = await runFolder(run);
  try {
    const names = (await repositoryFiles()).filter((name) => !name.startsWith(`${place}/`));
    for (let at = 0; at < names.length; at += AT_ONCE) {
      await Promise.all(names.slice(at, at + AT_ONCE).map((name) => copy(name, made)));
    }
    await cp(folder, path.join(made, place), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      verbatimSymlinks: true,
      filter: (source) => !LEFT_OUT.test(path.relative(folder, source).split(path.sep).join("/")),
    });
    return made;
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    throw error;
  }
}

/** Tracked files and new ones; every file where this is no git checkout. */
async function repositoryFiles(): Promise<string[]> {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout } = spawnSync("git", words, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  const names =
    status === 0 ? stdout.split("\0").filter((name) => name !== "") : await filesOf(ROOT);
  return [...new Set(names)].filter((name) => !LEFT_OUT.test(name));
}

/** A file that git knows may be gone. */
async function copy(name: string, into: string): Promise<void> {
  const from = path.join(ROOT, name);
  const to = path.join(into, name);
  const found = await lstat(from).catch(() => undefined);
  if (!found) return;
  await mkdir(path.dirname(to), { recursive: true });
  if (found.isSymbolicLink()) await symlink(await readlink(from), to);
  else if (found.isFile()) await copyFile(from, to, constants.COPYFILE_FICLONE);
}
