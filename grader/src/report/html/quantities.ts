import type { CheckResult } from "../../result/result.ts";

/** A space that keeps a number and its unit on one line. */
export const NO_BREAK = "\u00a0";

/** Milliseconds with two or three digits that count. */
export function milliseconds(value: number): string {
  return `${digits(value)}${NO_BREAK}ms`;
}

function digits(value: number): string {
  if (value < 1) return value.toFixed(2);
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** How long something took, from milliseconds. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function gigabytes(bytes: number): string {
  return `${Math.round(bytes / 1e9)} GB`;
}

const DATE = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

/** An ISO date and time, for people and the same everywhere. */
export function dateOf(iso: string): string {
  return `${DATE.format(new Date(iso))} UTC`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Points earned, and points to be had, of some checks. */
export function pointsOf(checks: readonly CheckResult[]): { earned: number; most: number } {
  return {
    earned: checks.reduce((sum, { points }) => sum + points, 0),
    most: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
  };
}
