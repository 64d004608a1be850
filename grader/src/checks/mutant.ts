/** A small edit of the solution that a check must notice. */
export interface Mutant {
  /** What is wrong with it, in a few words. */
  readonly title: string;
  /** Edits by file, relative to the exercise's folder; each `find` occurs exactly once. */
  readonly edits: Readonly<Record<string, readonly Edit[]>>;
  /** Files that it has and the solution has not: their text, by name. */
  readonly adds?: Readonly<Record<string, string>>;
}

export interface Edit {
  readonly find: string;
  readonly replace: string;
}
