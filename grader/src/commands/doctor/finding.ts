/** One thing this machine has or lacks. */
export interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  /** Exercises that need it; empty for what every exercise needs. */
  readonly neededBy: string;
  readonly found: string;
  /** What to do where it is not ok. */
  readonly cure: string;
}
