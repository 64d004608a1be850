/** What a watch does at its start, after a save, and where everything is asked for. */
export interface Rounds {
  first(signal: AbortSignal): Promise<void>;
  saved(signal: AbortSignal): Promise<void>;
  all(signal: AbortSignal): Promise<void>;
}
