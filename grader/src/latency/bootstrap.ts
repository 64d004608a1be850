import { Random } from "@workshop/serving/http-contract";

/** An estimate with its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const RESAMPLES = 1000;
const TAIL = 0.025;

/** The middle value; the mean of the two middle ones for an even count; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
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
    const values = resampled.map((each) => each[name]).sort((a, b) => a - b);
    const at = (share: number) => values[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
    return [name, { value, low: at(TAIL), high: at(1 - TAIL) }];
  };
  const found = Object.entries(statistics(sample)) as [Name, number][];
  const estimates = found.map(([name, value]) => estimate(name, value));
  return Object.fromEntries(estimates) as Record<Name, Estimate>;
}
