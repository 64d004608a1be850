/** What became of the rows that were looked up. */
export const CACHE_RESULTS = ["hit", "miss", "invalid", "unavailable"] as const;
export type CacheResult = (typeof CACHE_RESULTS)[number];

/** Hooks for metrics. */
export interface CacheObserver {
  /** Rows that were found, were not, were found damaged, or could not be looked for. */
  looked(result: CacheResult, rows: number): void;
  connected(now: boolean): void;
}

/** Scores by key. It can be slow, empty or gone, and says so by having nothing; it never rejects. */
export interface PredictionCache {
  /** For each key its scores, or undefined. One round trip, however many keys. */
  get(keys: readonly string[]): Promise<(Float64Array | undefined)[]>;
  /** Keeps scores for the time it was opened with; nobody waits for it. */
  set(keys: readonly string[], scores: readonly Float64Array[]): void;
  close(): Promise<void>;
}
