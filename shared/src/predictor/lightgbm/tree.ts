import { bitsets } from "./bitsets.ts";
import { MalformedModel, UnsupportedModel } from "./errors.ts";
import type { Fields } from "./fields.ts";
import { MISSING_TYPES, type Split, type Tree } from "./model.ts";
import { finiteNumbers, integer, integers, numbers, words } from "./numbers.ts";
import { checkShape } from "./tree-shape.ts";

/** Statistics of the training that no prediction needs; only their number is checked. */
const NODE_STATISTICS = ["split_gain", "internal_value", "internal_weight", "internal_count"];
const LEAF_STATISTICS = ["leaf_weight", "leaf_count"];

export const TREE_KEYS: ReadonlySet<string> = new Set([
  "num_leaves",
  "num_cat",
  "split_feature",
  "threshold",
  "decision_type",
  "left_child",
  "right_child",
  "leaf_value",
  "cat_boundaries",
  "cat_threshold",
  "is_linear",
  // Of linear trees; is_linear=1 refuses them by a better name.
  "leaf_const",
  "num_features",
  "leaf_features",
  "leaf_coeff",
  "shrinkage",
  ...NODE_STATISTICS,
  ...LEAF_STATISTICS,
]);

const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
const MISSING_SHIFT = 2;
const MOST_LEAVES = 2 ** 31 - 1;

export function parseTree(fields: Fields, columns: number): Tree {
  const linear = fields.find("is_linear");
  if (linear && integer(linear, 0, 1) === 1) {
    throw new UnsupportedModel(linear.line, "a linear tree (is_linear=1)", "constant leaves");
  }
  const leaves = integer(fields.get("num_leaves"), 1, MOST_LEAVES);
  const leafValues = finiteNumbers(fields.get("leaf_value"), leaves);
  const { line } = fields;
  if (leaves === 1) return { line, splits: [], leafValues };
  checkStatistics(fields, leaves);
  return { line, splits: parseSplits(fields, leaves, columns), leafValues };
}

function parseSplits(fields: Fields, leaves: number, columns: number): Split[] {
  const count = leaves - 1;
  const thresholds = fields.get("threshold");
  const decisions = fields.get("decision_type");
  const feature = integers(fields.get("split_feature"), count, 0, columns - 1);
  const threshold = numbers(thresholds, count);
  const left = integers(fields.get("left_child"), count, -leaves, count - 1);
  const right = integers(fields.get("right_child"), count, -leaves, count - 1);
  checkShape(fields, left, right);
  const sets = bitsets(fields);
  return integers(decisions, count, 0, 11).map((decision, index): Split => {
    const children = {
      feature: feature[index] ?? 0,
      left: left[index] ?? 0,
      right: right[index] ?? 0,
    };
    const value = threshold[index] ?? 0;
    if (decision & CATEGORICAL) {
      const categories = sets[value];
      if (categories) return { kind: "categorical", ...children, categories };
      const expected = `an index below num_cat=${sets.length} in threshold of split ${index}`;
      throw new MalformedModel(thresholds.line, expected, `${value}`);
    }
    return {
      kind: "numeric",
      ...children,
      threshold: value,
      missing: MISSING_TYPES[decision >> MISSING_SHIFT] ?? "none",
      defaultLeft: (decision & DEFAULT_LEFT) !== 0,
    };
  });
}

function checkStatistics(fields: Fields, leaves: number): void {
  for (const [keys, count] of [
    [NODE_STATISTICS, leaves - 1],
    [LEAF_STATISTICS, leaves],
  ] as const) {
    for (const key of keys) {
      const field = fields.find(key);
      if (field) words(field, count);
    }
  }
}
