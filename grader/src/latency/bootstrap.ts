import { Random } from "@workshop/serving/http-contract";

/** An estimate with its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const RESAMPLES = 1000;
const TAIL = 0.025;

/** The value below which this share of the values lies, interpolated; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * The percentile bootstrap: statistics of the sample, and of resamples of it with replacement. The
 * same seed gives the same intervals.
 */
export function bootstrap<T, Name extends string>(
  sample: readonly T[],
  statistics: (sample: readonly T[]) => Record<Name, number>,
  seed: number,
): Record<Name, Estimate> {
  const random = new Random(seed);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    statistics(sample.map(() => random.pick(sample))),
  );
  const estimate = (name: Name, value: number): [Name, Estimate] => {
    const values = resampled.map((each) => each[name]);
    return [name, { value, low: quantile(values, TAIL), high: quantile(values, 1 - TAIL) }];
  };
  const found = Object.entries(statistics(sample)) as [Name, number][];
  const estimates = found.map(([name, value]) => estimate(name, value));
  return Object.fromEntries(estimates) as Record<Name, Estimate>;
}
