import { type OpenLoopResult, percentileMs } from "../engines/load/index.ts";
import { PLAN } from "./limits.ts";

export type Party = "candidate" | "reference";

/** One API under load for `PLAN.seconds`. */
export interface Round {
  requests: number;
  /** Requests not answered with 200, by status; 0 stands for no answer. They count as the slowest. */
  failures: Record<string, number>;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** p95 of the time by which the client itself was late. */
  latenessMs: number;
}

/** Both APIs, one directly after the other. */
export interface RoundPair {
  first: Party;
  candidate: Round;
  reference: Round;
  /** False where the client was starved of CPU: the pair decides nothing. */
  usable: boolean;
}

/**
 * The round behind a load's result. Its failures are added to the result's latencies as requests
 * that took as long as the client waits at most, so that an API cannot be quick by refusing.
 */
export function toRound(result: OpenLoopResult): Round {
  const { latency, lateness, sent, statuses } = result;
  const failures = [...statuses].filter(([status]) => status !== 200);
  for (const [, count] of failures) latency.recordValueWithCount(PLAN.timeoutMs * 1000, count);
  return {
    requests: sent,
    failures: Object.fromEntries(failures),
    p50Ms: percentileMs(latency, 50),
    p95Ms: percentileMs(latency, 95),
    p99Ms: percentileMs(latency, 99),
    latenessMs: percentileMs(lateness, 95),
  };
}

export function toPair(first: Party, candidate: Round, reference: Round): RoundPair {
  const latenessMs = Math.max(candidate.latenessMs, reference.latenessMs);
  return { first, candidate, reference, usable: latenessMs <= PLAN.starvedMs };
}
