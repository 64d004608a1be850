import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BuildOptions } from "../engines/docker/build.ts";
import { ownStages } from "../engines/docker/own-stages.ts";
import { runFolder } from "../engines/docker/run-folder.ts";

/**
 * How to build a submission's own stages anew. Their names go into a Dockerfile outside the context:
 * what is built must be the same files.
 */
export async function freshStages(
  run: string,
  submission: string,
): Promise<{ folder?: string; options: Partial<BuildOptions> }> {
  const text = await readFile(path.join(submission, "Dockerfile"), "utf8").catch(() => undefined);
  const { text: named, names } = ownStages(text ?? "");
  if (names.length === 0) return { options: { noCache: true } };
  const folder = await runFolder(run);
  const dockerfile = path.join(folder, "Dockerfile");
  await writeFile(dockerfile, named);
  const ignored = "Dockerfile.dockerignore";
  await copyFile(path.join(submission, ignored), path.join(folder, ignored)).catch(() => {});
  return { folder, options: { dockerfile, noCacheStages: names } };
}
