import { execFile } from "node:child_process";
import type { Said } from "../ask-command.ts";

const DEADLINE_MS = 20_000;
const MOST_BYTES = 20_000_000;

/** Renders with the words of {@link kustomizeCommand} and a folder behind them. */
export function runKustomize(words: readonly string[], signal?: AbortSignal): Promise<Said> {
  const [command = "", ...rest] = words;
  const { promise, resolve } = Promise.withResolvers<Said>();
  const limits = { timeout: DEADLINE_MS, maxBuffer: MOST_BYTES, killSignal: "SIGKILL" } as const;
  execFile(command, rest, { ...limits, ...(signal && { signal }) }, (error, stdout, stderr) => {
    if (!error) resolve({ ok: true, text: stdout });
    else resolve({ ok: false, why: stderr.trim() || error.message });
  });
  return promise;
}
