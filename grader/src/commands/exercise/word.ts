import type { Exercise } from "../../course/exercises.ts";
import type { Style } from "../../terminal/style.ts";
import type { Options } from "./options.ts";

/** What a word of `npm run exercise N WORD` gets. */
export interface Call {
  readonly exercise: Exercise;
  readonly options: Options;
  /** Words behind the word. */
  readonly rest: readonly string[];
  readonly style: Style;
  out(text: string): void;
  err(text: string): void;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
}

/** One word of `npm run exercise N WORD`. */
export interface Word {
  readonly name: string;
  /** What may follow it, for the usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly example: string;
  /** How many words may follow it. */
  readonly most: number;
  /** Returns the exit code. */
  run(call: Call): Promise<number>;
}

/**
 * Exit codes of the grader: 0 all points, 1 points lost, 2 wrong usage, 3 not everything could be
 * judged, 4 the grader's own fault; 130 ended by Ctrl-C.
 */
export const EXIT = {
  allPoints: 0,
  pointsLost: 1,
  usage: 2,
  notAllJudged: 3,
  graderFault: 4,
  interrupted: 130,
} as const;
