import type { Interval } from "@workshop/serving/model-loader";
import type { Metric } from "./metrics.ts";

const RESAMPLES = 1000;
const SEED = 7;

/**
 * Scores all rows; the interval holds the middle 95 % of 1,000 draws of as many rows with
 * replacement. The draws are the same every time.
 */
export function bootstrap(metric: Metric, rows: number): Interval {
  const random = generator(SEED);
  const weights = new Float64Array(rows);
  const scores = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    weights.fill(0);
    for (let draw = 0; draw < rows; draw += 1) {
      const row = Math.floor(random() * rows);
      weights[row] = (weights[row] ?? 0) + 1;
    }
    scores[resample] = metric(weights);
  }
  scores.sort();
  const value = metric(weights.fill(1));
  return { value, low: quantile(scores, 0.025), high: quantile(scores, 0.975) };
}

function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}

/** Numbers in [0, 1) that are the same for the same seed: mulberry32, after Tommy Ettinger. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
