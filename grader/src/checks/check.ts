import type { EngineName } from "../engines/engine.ts";
import type { CheckContext } from "./context.ts";
import type { Evidence } from "./evidence.ts";
import type { Mutant } from "./mutant.ts";

/**
 * One thing a submission must do, as data plus the function that looks whether it does.
 * `Context` is what the exercise's session gives to its checks.
 */
export interface Check<Context = CheckContext> {
  /** Stable, in kebab case; unique within an exercise. */
  readonly id: string;
  /** A sentence that is true of a submission that passes. */
  readonly title: string;
  /** The step of the lesson it belongs to, from 1. */
  readonly step: number;
  readonly points: number;
  /** What goes wrong in production without it. */
  readonly why: string;
  /** From a nudge to nearly the answer; `hint` shows one more each time. */
  readonly hints: readonly [string, string, string];
  /** Checks that must have passed; it is skipped where one has not. */
  readonly after: readonly string[];
  /** Engines beside the submission's own process; it is not run where one is missing. */
  readonly needs?: readonly EngineName[];
  /** It measures under load: it runs when nothing else does, and --no-latency leaves it out. */
  readonly underLoad?: true;
  /** It touches nothing that others look at, and mostly waits: it runs beside them, however few may. */
  readonly aside?: true;
  /**
   * It takes a build or minutes of its own: the proof runs it for its own mutants alone, and watch only
   * where what it runs has changed, if the exercise can tell.
   */
  readonly dear?: true;
  /** About how long it takes where that is more than a moment: what takes long starts first. */
  readonly seconds?: number;
  /** Milliseconds after which it has failed; 30,000 unless told. */
  readonly deadlineMs?: number;
  /** Its subject is noisy: how often a failure is looked at again, and what makes it noisy. */
  readonly retry?: { readonly times: number; readonly because: string };
  /** Imports what only this check needs. It is called before the submission runs. */
  readonly load?: () => Promise<unknown>;
  /** Edits of the solution that lose exactly this check's points: the proof that it can fail. */
  readonly mutants: readonly [Mutant, ...Mutant[]];
  /**
   * What the submission's files alone tell, to judge by where an engine is missing, and for a line of
   * theirs beside a failure. Throws as `run` does.
   */
  readonly fromFiles?: (context: Context) => Promise<Evidence | undefined>;
  /**
   * Looks at the submission from outside.
   * @throws ContractFailure where it does not do what the title says; NotRun or Inconclusive where
   * that cannot be told. Anything else thrown is the grader's own fault.
   */
  run(context: Context): Promise<Evidence | undefined>;
}

/** A check of any exercise, for what lists checks and does not run them. */
export type AnyCheck = Check<never>;
