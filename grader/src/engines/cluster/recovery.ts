import type { Wait } from "./traffic.ts";

const WINDOW_SECONDS = 2;
const QUANTILE = 0.99;
/** Of fewer there is no p99 to speak of. */
const LEAST = 100;

/** What clients waited before and after something: p99s of windows of two seconds. */
export interface Recovery {
  /** Milliseconds, of the worst window before; undefined without one that has enough requests. */
  readonly worst: number | undefined;
  /** Milliseconds, of the best window after; undefined without one that has enough requests. */
  readonly best: number | undefined;
}

/** Compares what was waited up to a moment with what was waited from it on; both in seconds. */
export function recoveryAt(moment: number, waits: readonly Wait[]): Recovery {
  const windows = new Map<number, number[]>();
  for (const { at, ms } of waits) {
    const window = Math.floor((at - moment) / WINDOW_SECONDS);
    const found = windows.get(window) ?? [];
    windows.set(window, found);
    found.push(ms);
  }
  const p99s = [...windows]
    .filter(([, all]) => all.length >= LEAST)
    .map(([window, all]) => ({ window, p99: p99Of(all) }));
  const before = p99s.filter(({ window }) => window < 0).map(({ p99 }) => p99);
  const after = p99s.filter(({ window }) => window >= 0).map(({ p99 }) => p99);
  return {
    worst: before.length > 0 ? Math.max(...before) : undefined,
    best: after.length > 0 ? Math.min(...after) : undefined,
  };
}

function p99Of(all: readonly number[]): number {
  const sorted = all.toSorted((one, other) => one - other);
  return sorted[Math.ceil(QUANTILE * sorted.length) - 1] ?? 0;
}
