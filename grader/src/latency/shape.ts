import { build, type Histogram, JsHistogram } from "hdr-histogram-js";
import { percentileMs } from "../engines/load/index.ts";

/** The latencies of all usable rounds, for a plot. */
export interface LatencyShape {
  percentiles: { percentile: number; candidateMs: number; referenceMs: number }[];
  /** Requests that took from `fromMs` up to `toMs`; the edges grow by √2. */
  buckets: { fromMs: number; toMs: number; candidate: number; reference: number }[];
}

const PERCENTILES = [0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 100];
const FIRST_EDGE_MS = 0.125;

export function toShape(
  candidate: readonly Histogram[],
  reference: readonly Histogram[],
): LatencyShape {
  const merged = { candidate: merge(candidate), reference: merge(reference) };
  const counts = {
    candidate: bucketCounts(merged.candidate),
    reference: bucketCounts(merged.reference),
  };
  const indices = [...counts.candidate.keys(), ...counts.reference.keys()];
  const buckets: LatencyShape["buckets"] = [];
  for (let index = Math.min(...indices); index <= Math.max(...indices); index += 1) {
    buckets.push({
      fromMs: index === 0 ? 0 : edgeMs(index - 1),
      toMs: edgeMs(index),
      candidate: counts.candidate.get(index) ?? 0,
      reference: counts.reference.get(index) ?? 0,
    });
  }
  return {
    percentiles: PERCENTILES.map((percentile) => ({
      percentile,
      candidateMs: percentileMs(merged.candidate, percentile),
      referenceMs: percentileMs(merged.reference, percentile),
    })),
    buckets,
  };
}

function merge(histograms: readonly Histogram[]): Histogram {
  const merged = build({ lowestDiscernibleValue: 1, numberOfSignificantValueDigits: 3 });
  for (const histogram of histograms) merged.add(histogram);
  return merged;
}

/** The upper edge of a bucket, to a microsecond. */
const edgeMs = (index: number) => Number((FIRST_EDGE_MS * Math.SQRT2 ** index).toFixed(3));

function bucketCounts(histogram: Histogram): Map<number, number> {
  const counts = new Map<number, number>();
  if (!(histogram instanceof JsHistogram))
    throw new TypeError("expected a histogram in JavaScript");
  const values = histogram.recordedValuesIterator;
  values.reset();
  while (values.hasNext()) {
    const { valueIteratedTo, countAddedInThisIterationStep } = values.next();
    const steps = Math.log(valueIteratedTo / 1000 / FIRST_EDGE_MS) / Math.log(Math.SQRT2);
    const index = Math.max(0, Math.ceil(steps));
    counts.set(index, (counts.get(index) ?? 0) + countAddedInThisIterationStep);
  }
  return counts;
}
