import process from "node:process";
import { requireEngine } from "@workshop/serving/testing";
import type { TestContext } from "vitest";
import { ensureEnvironment, readyEnvironment } from "./environment.ts";
import { findPython } from "./python.ts";

/**
 * For tests: the trainer's Python. Where it is missing it is made if WORKSHOP_REQUIRE names python;
 * otherwise the test is "not run".
 */
export async function requireTrainer(context: TestContext): Promise<string> {
  const python = process.env.WORKSHOP_REQUIRE?.includes("python")
    ? await ensureEnvironment({ env: process.env, say: () => {} })
    : await readyEnvironment();
  requireEngine(context, "python", python !== undefined);
  return python ?? "";
}

/** For tests: some Python from which the trainer's can be made. */
export async function requirePython(context: TestContext): Promise<void> {
  const found = await findPython(process.env).then(
    () => true,
    () => false,
  );
  requireEngine(context, "python", found);
}
