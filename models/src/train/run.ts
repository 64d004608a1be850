import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A finished child process: `code` is null where it could not start or was killed. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Called with every line of stdout as it comes. */
  onLine?: (line: string) => void;
}

/** Runs a command without a shell to its end; never rejects. */
export function run(command: string[], options: RunOptions): Promise<Finished> {
  const [file = "", ...args] = command;
  const { onLine, ...rest } = options;
  const { promise, resolve } = Promise.withResolvers<Finished>();
  const child = spawn(file, args, { ...rest, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    output.stderr += chunk;
  });
  if (onLine) createInterface({ input: child.stdout }).on("line", onLine);
  child.on("error", (error) => resolve({ ...output, code: null, stderr: error.message }));
  child.on("close", (code) => resolve({ ...output, code }));
  return promise;
}

/** The last line that says something: of a Python traceback, the exception. */
export function lastLine(text: string): string {
  const last = text.trim().split("\n").at(-1)?.trim();
  return last?.replace(/^ERROR: /, "") || "nothing";
}
