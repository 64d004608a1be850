import type { Estimate } from "./bootstrap.ts";
import { PLAN } from "./limits.ts";
import type { RoundPair } from "./round.ts";

/** Milliseconds for people. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

/** An estimate for people. */
export function withInterval({ value, low, high }: Estimate): string {
  return `${value.toFixed(1)}, 95 % interval ${low.toFixed(1)} to ${high.toFixed(1)}`;
}

/** What the candidate answered other than 200, as a sentence; empty where there was nothing. */
export function refusals(pairs: readonly RoundPair[]): string {
  const counts: Record<string, number> = {};
  for (const { candidate } of pairs) {
    for (const [status, count] of Object.entries(candidate.failures)) {
      counts[status] = (counts[status] ?? 0) + count;
    }
  }
  const list = Object.entries(counts).map(
    ([status, count]) => `${count} ${status === "0" ? "without an answer" : `× ${status}`}`,
  );
  if (list.length === 0) return "";
  return ` Requests not answered with 200 count as ${PLAN.timeoutMs / 1000} s: ${list.join(", ")}.`;
}
