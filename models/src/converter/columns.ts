import { comparison, type Model, ZERO_THRESHOLD } from "@workshop/serving/predictor/lightgbm";
import type { GraphBuilder } from "./graph-builder.ts";

/**
 * The columns the trees read: the input's own, then copies of those that some split reads in
 * another way. Both maps go from a feature to its copy.
 */
export interface Columns {
  /** Truncated to integers, as a categorical split reads them. */
  truncated: ReadonlyMap<number, number>;
  /** With zeros as NaN, as a split reads them that sends zeros the default way. */
  withoutZeros: ReadonlyMap<number, number>;
}

export function columnsOf({ trees, featureNames }: Model): Columns {
  const categorical = new Set<number>();
  const zeros = new Set<number>();
  for (const split of trees.flatMap((tree) => tree.splits)) {
    if (split.kind === "categorical") categorical.add(split.feature);
    else if (comparison(split).zerosAreNaN) zeros.add(split.feature);
  }
  const numbered = (features: Set<number>, first: number) =>
    new Map([...features].sort((a, b) => a - b).map((feature, index) => [feature, first + index]));
  return {
    truncated: numbered(categorical, featureNames.length),
    withoutZeros: numbered(zeros, featureNames.length + categorical.size),
  };
}

/** Adds the nodes that make the copies. */
export function addColumns(
  builder: GraphBuilder,
  input: string,
  { truncated, withoutZeros }: Columns,
): string {
  const parts = [input];
  if (truncated.size > 0) parts.push(addTruncated(builder, input, [...truncated.keys()]));
  if (withoutZeros.size > 0) parts.push(addWithoutZeros(builder, input, [...withoutZeros.keys()]));
  if (parts.length === 1) return input;
  return builder.add("Concat", parts, "columns", { axis: 1 });
}

/** x - fmod(x, 1): exact, and NaN for an infinity, which no set holds. */
function addTruncated(builder: GraphBuilder, input: string, features: number[]): string {
  const indices = builder.indices("categorical_features", features);
  const values = builder.add("Gather", [input, indices], "categorical_values", { axis: 1 });
  const one = builder.scalar("one", 1);
  const fractions = builder.add("Mod", [values, one], "category_fractions", { fmod: 1 });
  return builder.add("Sub", [values, fractions], "categories");
}

function addWithoutZeros(builder: GraphBuilder, input: string, features: number[]): string {
  const indices = builder.indices("zero_as_missing_features", features);
  const values = builder.add("Gather", [input, indices], "zero_as_missing_values", { axis: 1 });
  const magnitudes = builder.add("Abs", [values], "magnitudes");
  const limit = builder.scalar("zero_threshold", ZERO_THRESHOLD);
  const zeros = builder.add("LessOrEqual", [magnitudes, limit], "zeros");
  const missing = builder.scalar("missing", Number.NaN);
  return builder.add("Where", [zeros, missing, values], "zeros_as_nan");
}
