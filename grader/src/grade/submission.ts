import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../course/root.ts";
import type { Result } from "../result/result.ts";
import { UserError } from "../usage-error.ts";
import { digestOf } from "./folder-digest.ts";

/**
 * What stands in a result about who was graded.
 * @throws UserError where there is nothing to grade.
 */
export async function describeSubmission(folder: string): Promise<Result["submission"]> {
  if (!existsSync(folder)) {
    throw new UserError(
      `There is no folder ${folder}. Put it back with git restore, or clone anew.`,
    );
  }
  const relative = path.relative(ROOT, folder);
  const inside = !relative.startsWith("..") && !path.isAbsolute(relative);
  return {
    folder: (inside ? relative : folder).split(path.sep).join("/"),
    digest: await digestOf(folder),
    commit: inside && existsSync(path.join(ROOT, ".git")) ? headCommit() : null,
  };
}

function headCommit(): string | null {
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : null;
}
