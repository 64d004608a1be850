import process from "node:process";
import { expect, test } from "vitest";
import { MODELS } from "./paths.ts";
import { requireTrainer } from "./require-python.ts";
import { run } from "./run.ts";

test("the trainer's own tests pass", { timeout: 900_000 }, async (ctx) => {
  const python = await requireTrainer(ctx);
  const unittest = ["-m", "unittest", "discover", "-s", "training/tests", "-t", "."];
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  const { code, stderr } = await run([python, ...unittest], { cwd: MODELS, env });
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/Ran [1-9]\d* tests/);
});
