import { execFile } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { ROOT } from "../../../src/course/root.ts";
import type { Result } from "../../../src/result/result.ts";

const LAUNCHER = path.join(ROOT, "grader", "launch.js");
const SCRIPT = path.join(import.meta.dirname, "grade-once.ts");

const LONGEST_MS = 50_000;

/** Grades in a process of its own, and tells the most memory that it had. */
export async function gradeApart(
  folder: string,
  ...ids: string[]
): Promise<{ result: Result; megabytes: number }> {
  const words = [LAUNCHER, SCRIPT, folder, ...ids];
  const options = { timeout: LONGEST_MS, killSignal: "SIGKILL" } as const;
  const { stdout } = await promisify(execFile)(process.execPath, words, options);
  return JSON.parse(stdout) as { result: Result; megabytes: number };
}
