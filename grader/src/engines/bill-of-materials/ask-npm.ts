import { spawn } from "node:child_process";
import process from "node:process";
import { text } from "node:stream/consumers";
import { ROOT } from "../../course/root.ts";
import type { Advisory } from "./advisory.ts";
import { readNpmAudit } from "./npm-audit.ts";

const DEADLINE_MS = 8000;

/**
 * What the registry that npm is set to knows today of the packages of package-lock.json; undefined
 * where it does not answer: there is no network, or a mirror that keeps no advisories.
 */
export async function askNpm(
  signal: AbortSignal,
  { cwd = ROOT, deadlineMs = DEADLINE_MS } = {},
): Promise<Advisory[] | undefined> {
  const words = ["audit", "--json", "--omit=dev", "--fetch-retries=0"];
  const child = spawn("npm", words, {
    cwd,
    stdio: ["ignore", "pipe", "ignore"],
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    killSignal: "SIGKILL",
    // npm is a script of the command line there.
    shell: process.platform === "win32",
  });
  // Something it has started may keep the pipe open when it has been ended.
  child.on("error", () => child.stdout.destroy());
  try {
    return readNpmAudit(JSON.parse(await text(child.stdout)));
  } catch {
    return undefined;
  }
}
