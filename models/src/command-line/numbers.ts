import type { Interval } from "@workshop/serving/model-loader";

/** `0.7453 [0.7386, 0.7527]`: the value and its 95 % interval. */
export function interval({ value, low, high }: Interval): string {
  return `${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
}

/** Bytes as kB or MB (powers of 1000). */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `+0.0024` or `-0.0019`. */
export function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(4)}`;
}
