/**
 * A binary classifier's trees in flat arrays. Index n of the node arrays is one split; a child
 * that is negative is the leaf `~child`.
 */
export interface Forest {
  /** Column names, in the order in which a row holds them. */
  readonly columns: readonly string[];
  /** The factor in front of the sum of leaves. */
  readonly sigmoid: number;
  /** First node of each tree. */
  readonly roots: Int32Array;
  readonly column: Int32Array;
  readonly threshold: Float64Array;
  /** LightGBM's decision_type. */
  readonly decision: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly leaf: Float64Array;
  /** Where a categorical node's bits begin in `bits`, and how many words they are. */
  readonly firstWord: Int32Array;
  readonly words: Int32Array;
  readonly bits: Uint32Array;
}

/** Bits of a decision_type. */
export const CATEGORICAL = 1;
export const DEFAULT_LEFT = 2;
export const ZERO_IS_MISSING = 4;
export const NAN_IS_MISSING = 8;
