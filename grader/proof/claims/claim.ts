/** What a try of a claim has found. */
export interface Found {
  /** Empty where the claim holds. */
  readonly against: readonly string[];
  /** Checks for which the machine was too noisy. */
  readonly undecided?: readonly string[];
  /** What this machine or its engines cannot do. */
  readonly missing?: readonly string[];
}

/** One grading of a claim, or several that belong together. */
export interface Part {
  /** It measures time, keeps every CPU busy, or needs the one cluster: nothing may run beside it. */
  readonly alone: boolean;
  readonly run: () => Promise<Found>;
}

/** One claim about the grader, and how to try it. */
export interface Claim {
  readonly claim: string;
  readonly parts: readonly Part[];
}

/** How a claim came out. */
export interface Proof {
  readonly claim: string;
  readonly seconds: number;
  /** Empty where the claim holds. */
  readonly against: readonly string[];
  /** Why it could not be tried here. */
  readonly notRun?: string;
}

export interface ProveOptions {
  seed: number;
  signal: AbortSignal;
  /** Prove what a cluster shows too: minutes for each claim. */
  cluster?: boolean;
  onProgress?: (text: string) => void;
}
