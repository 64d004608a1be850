import type { Objective } from "./objective.ts";

/** A LightGBM model as its text format holds it. */
export interface Model {
  version: string;
  /** In the order of the columns of a row. */
  featureNames: string[];
  /** Trees of one iteration: one per output. Tree i belongs to output i % outputs. */
  outputs: number;
  /** Whether the raw score is the mean over the iterations (random forest) instead of the sum. */
  averageOutput: boolean;
  objective: Objective;
  trees: Tree[];
}

export interface Tree {
  /** Line of the file that starts it. */
  line: number;
  /** Without splits, leaf 0 is the whole tree; otherwise split 0 is the root. */
  splits: Split[];
  leafValues: Float64Array;
}

export type Split = NumericSplit | CategoricalSplit;

interface Children {
  feature: number;
  /** Index of a split, or ~index of a leaf. */
  left: number;
  right: number;
}

export interface NumericSplit extends Children {
  kind: "numeric";
  /** Left where value <= threshold; may be infinite. */
  threshold: number;
  /** What counts as missing and so goes the default way. */
  missing: MissingType;
  defaultLeft: boolean;
}

export interface CategoricalSplit extends Children {
  kind: "categorical";
  /** Bitset of the categories that go left: category c is bit c % 32 of word c / 32. */
  categories: Uint32Array;
}

/** LightGBM's missing types, in the order of their codes. */
export const MISSING_TYPES = ["none", "zero", "nan"] as const;
export type MissingType = (typeof MISSING_TYPES)[number];
