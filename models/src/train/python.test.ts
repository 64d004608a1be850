import process from "node:process";
import { expect, test } from "vitest";
import { ensureEnvironment, readyEnvironment } from "./environment.ts";
import { MODELS } from "./paths.ts";
import { notRun } from "./requirement.ts";
import { run } from "./run.ts";

test("the trainer's own tests pass", { timeout: 900_000 }, async (ctx) => {
  const required = process.env.WORKSHOP_REQUIRE?.includes("python");
  const python = required
    ? await ensureEnvironment({ env: process.env, say: () => {} })
    : await readyEnvironment();
  if (!python) {
    return notRun(ctx, "python", "models/training/.venv, which npm run models:train makes");
  }
  const unittest = ["-m", "unittest", "discover", "-s", "training/tests", "-t", "."];
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  const { code, stderr } = await run([python, ...unittest], { cwd: MODELS, env });
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/Ran [1-9]\d* tests/);
});
