import process from "node:process";
import { expect, type TestContext } from "vitest";
import { ensureEnvironment, readyEnvironment } from "../../train/environment.ts";
import { MODELS } from "../../train/paths.ts";
import { notRun } from "../../train/requirement.ts";
import { run } from "../../train/run.ts";

/** The trainer's Python; where it is missing, made if WORKSHOP_REQUIRE names python, else "not run". */
export async function needPython(ctx: TestContext): Promise<string> {
  const required = process.env.WORKSHOP_REQUIRE?.includes("python");
  const python = required
    ? await ensureEnvironment({ env: process.env, say: () => {} })
    : await readyEnvironment();
  return python ?? notRun(ctx, "python", "models/training/.venv, which npm run models:train makes");
}

/** Runs a module of models/training to its end and returns what it printed. */
export async function runPython(python: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" };
  const { code, stdout, stderr } = await run([python, "-m", ...args], { cwd: MODELS, env });
  expect(code, stderr).toBe(0);
  return stdout.trim();
}
