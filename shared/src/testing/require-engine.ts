import { spawnSync } from "node:child_process";
import type { TestContext } from "vitest";

/** Engines that a test may need beside npm, each with the way to get it. */
const CURES = {
  docker: "Start a Docker engine.",
  cluster: "Start a local Kubernetes cluster.",
  kustomize: "Install kubectl, or kustomize.",
  python: "Run npm run models:train -- --help once; it makes a Python environment with LightGBM.",
  data: "Set WORKSHOP_DATA to a folder with MovieLens 100k (npm run data says where to get it).",
  strace: "Install strace (Linux only).",
  chromium: "Install Chromium, or set CHROMIUM to its path.",
} as const;

export type TestEngine = keyof typeof CURES;

/**
 * Skips the test as "not run" where an engine is missing, or fails it where WORKSHOP_REQUIRE
 * (a comma-separated list) names that engine.
 */
export function requireEngine(context: TestContext, engine: TestEngine, found: boolean): void {
  if (found) return;
  const required = (process.env.WORKSHOP_REQUIRE ?? "").split(",").map((name) => name.trim());
  if (required.includes(engine)) {
    throw new Error(`${engine} is required by WORKSHOP_REQUIRE and is not there. ${CURES[engine]}`);
  }
  context.skip(`not run: no ${engine}. ${CURES[engine]}`);
}

/** Whether a command can be run at all. */
export function hasCommand(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

/** Whether a Docker engine answers and holds (or can fetch) this image. */
export function hasDocker(image: string): boolean {
  return (
    hasCommand("docker", "version") &&
    (hasCommand("docker", "image", "inspect", image) || hasCommand("docker", "pull", image))
  );
}
