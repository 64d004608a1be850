import type { AnyCheck, Check } from "../checks/check.ts";
import type { Missing } from "../engines/missing.ts";
import { byFiles, withRemark } from "../verdict/by-files.ts";
import { type Judgement, judge, type OpenContext } from "../verdict/judge.ts";

export interface SessionOptions {
  /** The submission's folder. */
  folder: string;
  /** The folder of the supplied solution, for measuring side by side. */
  reference: string;
  seed: number;
  onProgress?: (text: string) => void;
  /** Takes a file that a check has made, to be kept beside the result. */
  onFile?: (name: string, text: string) => void;
  /** Told what is worth a line that stays. */
  onNotice?: (text: string) => void;
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
  /** By the submission's files alone where an engine is missing and the check can. */
  judge(check: AnyCheck, interrupted: AbortSignal, missing?: Missing): Promise<Judgement>;
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
    async judge({ id }, interrupted, missing) {
      const check = checks.find((each) => each.id === id);
      if (!check) throw new Error(`The check ${id} belongs to another exercise.`);
      const open: OpenContext<Context> = (signal) => session.context(signal);
      if (missing) return byFiles(check, open, interrupted, missing);
      const judgement = await judge(check, open, interrupted);
      if (judgement.verdict === "passed" || judgement.verdict === "not run") return judgement;
      const lost = await session.unsound?.();
      if (lost) return { verdict: "not run", ...lost, attempts: judgement.attempts };
      return withRemark(judgement, check, open, interrupted);
    },
    output: () => session.output(),
    close: () => session.close(),
  };
}
