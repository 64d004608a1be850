import { MODELS, TRAINING } from "./paths.ts";
import { run } from "./run.ts";

/** The commit the trainer was at, with "-dirty" where its files differ from it; null outside git. */
export async function gitCommit(env: NodeJS.ProcessEnv): Promise<string | null> {
  const head = await run(["git", "rev-parse", "HEAD"], { cwd: MODELS, env });
  if (head.code !== 0) return null;
  const status = await run(["git", "status", "--porcelain", "--", TRAINING], { cwd: MODELS, env });
  return head.stdout.trim() + (status.stdout.trim() ? "-dirty" : "");
}
