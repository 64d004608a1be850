import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ROOT } from "../../course/root.ts";
import { pin } from "../process.ts";
import type { OpenLoopOptions, OpenLoopResult } from "./open-loop.ts";
import type { PeakOptions, PeakResult } from "./peak.ts";
import { type LoadAnswer, type LoadOrder, packOptions, unpackResult } from "./transport.ts";

const LAUNCHER = path.join(ROOT, "grader/launch.js");
const SCRIPT = path.join(import.meta.dirname, "client-process.ts");

/** One load at a time. */
export interface LoadClient extends AsyncDisposable {
  readonly pid: number | undefined;
  openLoop(options: OpenLoopOptions): Promise<OpenLoopResult>;
  peak(options: PeakOptions): Promise<PeakResult>;
  stop(): Promise<void>;
}

/**
 * Starts a client in a process of its own, so that nothing the grader does delays a request, and
 * on a CPU of its own where the system has `taskset` and that CPU. It ends with its parent.
 */
export function startLoadClient({ cpu }: { cpu?: number } = {}): LoadClient {
  const line = [process.execPath, LAUNCHER, SCRIPT];
  const [command = "", ...args] = cpu === undefined ? line : [...pin(cpu), ...line];
  const child = spawn(command, args, {
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.on("error", () => {});
  const stop = () => end(child);
  return {
    pid: child.pid,
    async openLoop(options) {
      const answer = await exchange(child, { openLoop: packOptions(options) });
      if ("openLoop" in answer) return unpackResult(answer.openLoop);
      throw failure(answer);
    },
    async peak(options) {
      const answer = await exchange(child, { peak: options });
      if ("peak" in answer) return answer.peak;
      throw failure(answer);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function exchange(child: ChildProcess, order: LoadOrder): Promise<LoadAnswer> {
  if (!child.connected) throw new Error("The load client has ended.");
  const over = new AbortController();
  const { signal } = over;
  try {
    const answered = once(child, "message", { signal });
    const exited = once(child, "exit", { signal }).then(([code, name]) => {
      throw new Error(`The load client ended with ${name ?? `exit code ${code}`}.`);
    });
    child.send(order);
    const [answer] = await Promise.race([answered, exited]);
    return answer as LoadAnswer;
  } finally {
    over.abort();
  }
}

function failure(answer: LoadAnswer): Error {
  return new Error(`The load client failed: ${"error" in answer ? answer.error : "wrong answer"}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
