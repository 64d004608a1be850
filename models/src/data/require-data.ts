import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { requireEngine } from "@workshop/serving/testing";
import type { TestContext } from "vitest";
import { dataFolder } from "./folder.ts";

/** For tests: the folder of MovieLens 100k; without it the test is "not run", or fails where required. */
export function requireData(context: TestContext): string {
  const folder = dataFolder(undefined, process.env);
  requireEngine(context, "data", existsSync(path.join(folder, "u.data")));
  return folder;
}
