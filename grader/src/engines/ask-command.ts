import { spawn } from "node:child_process";

const DEADLINE_MS = 8000;

/** What a command printed, or why it said nothing. */
export type Said =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string };

/** Asks a command for its version or state, for at most eight seconds. */
export function ask(name: string, ...args: readonly string[]): Promise<Said> {
  const { promise, resolve } = Promise.withResolvers<Said>();
  const child = spawn(name, args, {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: DEADLINE_MS,
    killSignal: "SIGKILL",
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    err += chunk;
  });
  child.on("error", (error: NodeJS.ErrnoException) => {
    resolve({ ok: false, why: error.code === "ENOENT" ? `no ${name} on the PATH` : error.message });
  });
  child.on("close", (code, signal) => {
    const last = err.trim().split("\n").at(-1) || `exit code ${code}`;
    if (code === 0) resolve({ ok: true, text: (out.trim() || err.trim()).split("\n")[0] ?? "" });
    else resolve({ ok: false, why: signal ? `${name} does not answer` : last });
  });
  return promise;
}
