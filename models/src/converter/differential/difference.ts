import type { Objective } from "@workshop/serving/predictor/lightgbm";

/** How far predictions are from LightGBM's own. */
export interface Difference {
  /** Largest |found - expected| / max(1, |expected|): absolute for a probability. NaN counts as infinite. */
  largest: number;
  /** Rows whose class changes: the side of 0.5, or the likeliest one. */
  flips: number;
}

export function difference(
  expected: Float64Array,
  found: Float64Array,
  { link }: Objective,
  outputs: number,
): Difference {
  if (found.length !== expected.length) return { largest: Number.POSITIVE_INFINITY, flips: 0 };
  let largest = 0;
  let flips = 0;
  expected.forEach((each, at) => {
    const gap = Math.abs((found[at] ?? 0) - each) / Math.max(1, Math.abs(each));
    largest = Math.max(largest, Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
  });
  const classes = outputs > 1 || link === "sigmoid";
  for (let at = 0; classes && at < expected.length; at += outputs) {
    const row = (scores: Float64Array) => classOf(scores.subarray(at, at + outputs));
    if (row(expected) !== row(found)) flips += 1;
  }
  return { largest, flips };
}

function classOf(scores: Float64Array): number {
  return scores.length > 1 ? scores.indexOf(Math.max(...scores)) : Number((scores[0] ?? 0) >= 0.5);
}
