import type { NumericSplit } from "./model.ts";

/** Magnitudes up to this are zero to LightGBM: the float 1e-35, as a double. */
export const ZERO_THRESHOLD = Math.fround(1e-35);
/** The double below -ZERO_THRESHOLD. */
export const BELOW_ZERO = -nextUp(ZERO_THRESHOLD);

/** A numeric split with nothing left to interpret. */
export interface Comparison {
  /** Left where value <= threshold. */
  threshold: number;
  nanLeft: boolean;
  /** Whether magnitudes up to ZERO_THRESHOLD go where NaN goes, against the comparison. */
  zerosAreNaN: boolean;
}

/**
 * What a numeric split does with a double.
 *
 * LightGBM's predict reads a magnitude of at most ZERO_THRESHOLD as 0, and NaN as 0 unless the
 * split's missing type is NaN; where it is Zero, 0 goes the default way. All of that is constant
 * per split: a threshold among the zeros moves to their edge, and NaN gets a fixed way.
 */
export function comparison({ threshold, missing, defaultLeft }: NumericSplit): Comparison {
  const zerosLeft = missing === "zero" ? defaultLeft : threshold >= 0;
  const nanLeft = missing === "nan" ? defaultLeft : zerosLeft;
  if (Math.abs(threshold) <= ZERO_THRESHOLD) {
    const edge = zerosLeft ? ZERO_THRESHOLD : BELOW_ZERO;
    return { threshold: edge, nanLeft, zerosAreNaN: false };
  }
  return { threshold, nanLeft, zerosAreNaN: threshold > 0 !== zerosLeft };
}

/** The next larger double of a positive one. */
function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0);
}
