/** A small edit of the solution that a check must notice. */
export interface Mutant {
  /** What is wrong with it, in a few words. */
  readonly title: string;
  /** Edits by file, relative to the exercise's folder; each `find` occurs exactly once. */
  readonly edits: Readonly<Record<string, readonly Edit[]>>;
}

export interface Edit {
  readonly find: string;
  readonly replace: string;
}
