import process from "node:process";
import { expect } from "vitest";
import { MODELS } from "../../train/paths.ts";
import { run } from "../../train/run.ts";

/** Runs a module of models/training to its end and returns what it printed. */
export async function runPython(python: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" };
  const { code, stdout, stderr } = await run([python, "-m", ...args], { cwd: MODELS, env });
  expect(code, stderr).toBe(0);
  return stdout.trim();
}
