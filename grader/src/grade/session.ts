import type { AnyCheck, Check } from "../checks/check.ts";
import type { Missing } from "../engines/engine.ts";
import { type Judgement, judge, type OpenContext } from "../verdict/judge.ts";

export interface SessionOptions {
  /** The submission's folder. */
  folder: string;
  /** The folder of the supplied solution, for measuring side by side. */
  reference: string;
  seed: number;
  onProgress?: (text: string) => void;
}

/** What one grading of one submission has running, and what it gives to each check. */
export interface ContextSession<Context> {
  /** What takes long and is no check's time, for the checks that will run. */
  prepare?(checks: readonly AnyCheck[], signal: AbortSignal): Promise<void>;
  readonly context: OpenContext<Context>;
  /** Asked after a failure: why it may not be the submission's, such as an engine that stopped. */
  unsound?(): Promise<Missing | undefined>;
  /** The last lines the submission printed. */
  output(): readonly string[];
  /** Ends everything that was started. */
  close(): Promise<void>;
}

/** The same for what does not know the kind of its context. */
export interface Session {
  prepare(checks: readonly AnyCheck[], signal: AbortSignal): Promise<void>;
  judge(check: AnyCheck, interrupted: AbortSignal): Promise<Judgement>;
  output(): readonly string[];
  close(): Promise<void>;
}

/** Ties checks to the session whose context they need. */
export function sessionFor<Context>(
  checks: readonly Check<Context>[],
  session: ContextSession<Context>,
): Session {
  return {
    async prepare(chosen, signal) {
      await session.prepare?.(chosen, signal);
    },
    async judge({ id }, interrupted) {
      const check = checks.find((each) => each.id === id);
      if (!check) throw new Error(`The check ${id} belongs to another exercise.`);
      const judgement = await judge(check, (signal) => session.context(signal), interrupted);
      if (judgement.verdict === "passed" || judgement.verdict === "not run") return judgement;
      const missing = await session.unsound?.();
      return missing ? { verdict: "not run", ...missing, attempts: judgement.attempts } : judgement;
    },
    output: () => session.output(),
    close: () => session.close(),
  };
}
