import path from "node:path";
import type { AnyCheck } from "../checks/check.ts";
import { ROOT } from "../course/root.ts";
import { readProgress } from "../progress/progress-file.ts";
import { type Chosen, chosen, chosenApi, SUPPLIED_API } from "./chosen-api.ts";
import { KubernetesSession } from "./kubernetes-session.ts";
import type { SessionOptions } from "./session.ts";

const SUPPLIED_DOCKER: Chosen = {
  workspace: "solutions/02-docker",
  because: "solutions/02-docker goes in, as for every solution",
};

/**
 * Opens a session on a submission's manifests. In the learner's own folder it runs the learner's own
 * image of exercise 2 and API of exercise 1, where these have earned their points.
 */
export async function openKubernetesSession(
  options: SessionOptions,
  checks: Readonly<Record<"api" | "docker", readonly AnyCheck[]>>,
): Promise<KubernetesSession> {
  const [of] = path.relative(ROOT, options.folder).split(path.sep);
  if (of !== "exercises") {
    return new KubernetesSession({ ...options, api: SUPPLIED_API, docker: SUPPLIED_DOCKER });
  }
  const progress = await readProgress((line) => options.onProgress?.(line));
  const docker = chosen({ slug: "docker", folder: "02-docker" }, checks.docker, progress);
  return new KubernetesSession({ ...options, api: chosenApi(checks.api, progress), docker });
}
