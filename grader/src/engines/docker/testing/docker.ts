import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasDocker, requireEngine } from "@workshop/serving/testing";
import { afterAll, beforeEach } from "vitest";
import { type BuildOptions, type BuiltImage, build } from "../build.ts";
import { newRunId } from "../run-id.ts";
import { removeRun } from "../sweep.ts";

/** What a test with containers uses; all of it is gone when the file's tests have ended. */
export interface DockerTest {
  readonly run: string;
  /** Writes a build context. */
  folder(files: Readonly<Record<string, string>>): Promise<string>;
  /** Builds `Dockerfile` of a context with these files. */
  build(
    files: Readonly<Record<string, string>>,
    options?: Partial<BuildOptions>,
  ): Promise<BuiltImage>;
}

/** Skips the file's tests as "not run" where there is no Docker with this image. */
export function dockerTest(image = "node:24-bookworm-slim"): DockerTest {
  const run = newRunId();
  const folders: string[] = [];
  let found: boolean | undefined;
  let images = 0;
  beforeEach((context) => {
    found ??= hasDocker(image);
    requireEngine(context, "docker", found);
  });
  afterAll(async () => {
    if (found) await removeRun(run);
    for (const each of folders) await rm(each, { recursive: true, force: true });
  });
  const folder = async (files: Readonly<Record<string, string>>) => {
    const made = await mkdtemp(path.join(tmpdir(), "workshop-docker-"));
    folders.push(made);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(made, name)), { recursive: true });
      await writeFile(path.join(made, name), text);
    }
    return made;
  };
  return {
    run,
    folder,
    async build(files, options) {
      const context = await folder(files);
      images += 1;
      const tag = `test-${images}`;
      return build({ run, context, dockerfile: path.join(context, "Dockerfile"), tag, ...options });
    },
  };
}
