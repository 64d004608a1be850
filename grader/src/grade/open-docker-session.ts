import path from "node:path";
import type { AnyCheck } from "../checks/check.ts";
import { ROOT } from "../course/root.ts";
import { readProgress } from "../progress/progress-file.ts";
import { chosenApi, SUPPLIED_API } from "./chosen-api.ts";
import { DockerSession } from "./docker-session.ts";
import type { SessionOptions } from "./session.ts";

/**
 * Opens a session on a submission's images. In the learner's own folder it builds on the learner's
 * own API, where that has earned the points of `apiChecks`.
 */
export async function openDockerSession(
  options: SessionOptions,
  apiChecks: readonly AnyCheck[],
): Promise<DockerSession> {
  const [of] = path.relative(ROOT, options.folder).split(path.sep);
  if (of !== "exercises") return new DockerSession({ ...options, api: SUPPLIED_API });
  const progress = await readProgress((line) => options.onProgress?.(line));
  return new DockerSession({ ...options, api: chosenApi(apiChecks, progress) });
}
