import { comparison } from "./comparison.ts";
import type { Split, Tree } from "./model.ts";

/** Flags of `Layout.rules`, below the feature's index. */
export const NAN_LEFT = 1;
/** Magnitudes of zero go where NaN goes. */
export const ZERO_IS_NAN = 2;
export const CATEGORICAL = 4;
export const FEATURE_SHIFT = 3;

/** The splits of all trees in flat arrays. */
export interface Layout {
  /** Where each tree starts: a split, or ~index of a leaf. */
  roots: Int32Array;
  /** Per split: feature << FEATURE_SHIFT, with its flags. */
  rules: Int32Array;
  /** Per split; NaN, which no value is at most, where a comparison does not decide. */
  thresholds: Float64Array;
  /** Per split: the threshold where ZERO_IS_NAN. */
  zeroThresholds: Float64Array;
  /** Per split: a split, or ~index of a leaf. */
  left: Int32Array;
  right: Int32Array;
  /** Per split: its part of `words` where CATEGORICAL. */
  firstWord: Int32Array;
  wordCount: Int32Array;
  /** Bitsets of categories. */
  words: Uint32Array;
  leafValues: Float64Array;
}

export function layOut(trees: readonly Tree[]): Layout {
  const splits = trees.flatMap((tree) => tree.splits);
  const rules = splits.map(ruleOf);
  const sets = splits.map((split) => (split.kind === "categorical" ? [...split.categories] : []));
  const firstSplits = offsets(trees.map((tree) => tree.splits.length));
  const firstLeaves = offsets(trees.map(({ leafValues }) => leafValues.length));
  const absolute = (child: number, tree: number) =>
    child < 0 ? child - (firstLeaves[tree] ?? 0) : child + (firstSplits[tree] ?? 0);
  const children = (side: "left" | "right") =>
    trees.flatMap((tree, index) => tree.splits.map((split) => absolute(split[side], index)));
  return {
    roots: Int32Array.from(trees, (tree, index) => absolute(tree.splits.length ? 0 : -1, index)),
    rules: Int32Array.from(
      rules,
      ({ flags }, at) => ((splits[at]?.feature ?? 0) << FEATURE_SHIFT) | flags,
    ),
    thresholds: Float64Array.from(rules, ({ flags, threshold }) =>
      flags & (ZERO_IS_NAN | CATEGORICAL) ? Number.NaN : threshold,
    ),
    zeroThresholds: Float64Array.from(rules, ({ threshold }) => threshold),
    left: Int32Array.from(children("left")),
    right: Int32Array.from(children("right")),
    firstWord: Int32Array.from(offsets(sets.map((set) => set.length))),
    wordCount: Int32Array.from(sets, (set) => set.length),
    words: Uint32Array.from(sets.flat()),
    leafValues: Float64Array.from(trees.flatMap(({ leafValues }) => [...leafValues])),
  };
}

function ruleOf(split: Split): { flags: number; threshold: number } {
  if (split.kind === "categorical") return { flags: CATEGORICAL, threshold: 0 };
  const { threshold, nanLeft, zerosAreNaN } = comparison(split);
  return { flags: (nanLeft ? NAN_LEFT : 0) | (zerosAreNaN ? ZERO_IS_NAN : 0), threshold };
}

/** Where each of consecutive parts of these lengths starts. */
function offsets(lengths: readonly number[]): number[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return end - length;
  });
}
