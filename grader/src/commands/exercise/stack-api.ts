import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseEnv } from "node:util";
import type { AnyCheck } from "../../checks/check.ts";
import { type ChosenApi, chosenApi } from "../../grade/chosen-api.ts";
import type { Progress } from "../../progress/progress.ts";

/** Whose API goes into the learner's stack: what APP in the folder's .env names, else a grading's. */
export async function stackApi(
  folder: string,
  checks: readonly AnyCheck[],
  progress: Progress,
): Promise<ChosenApi> {
  const { APP } = parseEnv(await settings(path.join(folder, ".env")));
  if (!APP) return chosenApi(checks, progress);
  return { workspace: APP, because: `${APP} goes in, since APP in .env says so` };
}

async function settings(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
