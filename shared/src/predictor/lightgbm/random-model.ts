import type { Random } from "../../http-contract/fuzz/random.ts";
import { MISSING_TYPES, type Model, type Split, type Tree } from "./model.ts";

/** Where splits are, and what rows are made of: values beside them, and every special one. */
const THRESHOLDS = [-Infinity, -2.5, -1e-36, 0, 1e-36, 1e-35, 0.5, 2, 7, 31, 40, Infinity];
const VALUES = [...THRESHOLDS, NaN, -0, -1, -0.9, 0.9, 1.5, 2 ** 31, 2 ** 32 + 2, -1e300, 64];

/** A model, for tests, whose splits are of every kind, also on the same column. */
export function randomModel(
  random: Random,
  size: { outputs: number; iterations: number; leaves: number; columns: number },
): Model {
  return {
    version: "v4",
    featureNames: Array.from({ length: size.columns }, (_, index) => `Column_${index}`),
    outputs: size.outputs,
    averageOutput: random.chance(0.5),
    objective: { link: "identity" },
    // The first as large as can be.
    trees: Array.from({ length: size.outputs * size.iterations }, (_, index) =>
      randomTree(random, random.integer(index === 0 ? size.leaves : 1, size.leaves), size.columns),
    ),
  };
}

export function randomValue(random: Random): number {
  const value = random.pick(VALUES);
  return value * random.pick([1, 1, 1 - Number.EPSILON / 2, 1 + Number.EPSILON]);
}

function randomTree(random: Random, leaves: number, columns: number): Tree {
  const splits: Split[] = [];
  let leaf = 0;
  const grow = (count: number): number => {
    if (count === 1) {
      leaf += 1;
      return ~(leaf - 1);
    }
    const at = splits.length;
    const split = randomSplit(random, random.integer(0, columns - 1));
    splits.push(split);
    const left = random.integer(1, count - 1);
    split.left = grow(left);
    split.right = grow(count - left);
    return at;
  };
  grow(leaves);
  return {
    line: 1,
    splits,
    leafValues: Float64Array.from({ length: leaves }, () => random.next()),
  };
}

function randomSplit(random: Random, feature: number): Split {
  if (random.chance(0.2)) {
    const words = Array.from({ length: random.integer(1, 2) }, () => random.next() * 2 ** 32);
    return { kind: "categorical", feature, left: 0, right: 0, categories: Uint32Array.from(words) };
  }
  return {
    kind: "numeric",
    feature,
    left: 0,
    right: 0,
    threshold: random.pick(THRESHOLDS),
    missing: random.pick(MISSING_TYPES),
    defaultLeft: random.chance(0.5),
  };
}
