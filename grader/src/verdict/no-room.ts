import { tmpdir } from "node:os";
import { NotRun } from "../checks/undecided.ts";

const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** What a file system that the grader cannot write to makes of a check; undefined for other errors. */
export function noRoom(error: unknown): NotRun | undefined {
  const { code, syscall, path, dest } = (error ?? {}) as NodeJS.ErrnoException & {
    dest?: string;
  };
  if (code === undefined) return undefined;
  if (FULL.has(code)) {
    const file = dest ?? path ?? tmpdir();
    const where = file.startsWith(tmpdir()) ? tmpdir() : file;
    return new NotRun(
      `no room is left on the disk of ${where} (${code})`,
      "Free some space there, or set TMPDIR to a folder on another disk.",
    );
  }
  if (syscall !== "mkdtemp") return undefined;
  return new NotRun(
    `no temporary folder can be made in ${tmpdir()} (${code})`,
    "Set TMPDIR to a folder that is there and that you may write to.",
  );
}
