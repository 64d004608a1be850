/** What a check saw, for reports: shown with the verdict, never part of it. */
export interface Evidence {
  /** Lines for people: a response, a log tail, a figure. */
  readonly lines?: readonly string[];
  /** Latency of the submission against the reference's, in milliseconds, for plots. */
  readonly latency?: LatencyEvidence;
}

export interface LatencyEvidence {
  readonly percentiles: readonly {
    readonly percentile: number;
    readonly candidateMs: number;
    readonly referenceMs: number;
  }[];
  readonly histogram: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    readonly candidate: number;
    readonly reference: number;
  }[];
}
