import type { Scored } from "../predictor/index.ts";
import type { PredictionCache } from "./prediction-cache.ts";
import { rowKeys } from "./row-keys.ts";

/** Rows to score. */
export interface Rows {
  /** Row-major float64, count × width; may be longer. */
  readonly values: Float64Array;
  readonly count: number;
  readonly width: number;
  /** Numbers that the model gives for a row. */
  readonly outputs: number;
}

/**
 * Scores rows from the cache, and those it does not have by `score`, whose answers it keeps. Rows
 * from the cache wait in no queue and take no inference time.
 * @param prefix of the model's keys
 * @param score scores `count` rows, row-major
 */
export async function cachedScores(
  cache: PredictionCache,
  prefix: string,
  { values, count, width, outputs }: Rows,
  score: (values: Float64Array, count: number) => Promise<Scored>,
): Promise<Scored> {
  const keys = rowKeys(prefix, values, count, width);
  const found = await cache.get(keys);
  const scores = new Float64Array(count * outputs);
  const missing: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const known = found[row];
    if (known?.length === outputs) scores.set(known, row * outputs);
    else missing.push(row);
  }
  if (missing.length === 0) return { scores, offset: 0, inferenceMs: 0 };
  const wanted = missing.length === count ? values : pick(values, width, missing);
  const scored = await score(wanted, missing.length);
  const computed = missing.map((row, index) => {
    const from = scored.offset + index * outputs;
    const own = scored.scores.slice(from, from + outputs);
    scores.set(own, row * outputs);
    return own;
  });
  cache.set(
    missing.map((row) => keys[row] ?? ""),
    computed,
  );
  return { scores, offset: 0, inferenceMs: scored.inferenceMs };
}

function pick(values: Float64Array, width: number, rows: readonly number[]): Float64Array {
  const picked = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) {
    picked.set(values.subarray(row * width, (row + 1) * width), index * width);
  }
  return picked;
}
