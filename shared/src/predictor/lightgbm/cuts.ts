import type { Tree } from "./model.ts";
import { type Steps, stepsOf } from "./steps.ts";

/** What a split that sends a row right takes from it: a range of its tree's leaves. */
export interface Cut {
  readonly feature: number;
  readonly steps: Steps;
  /** The leaves [from, to), counted from the left. */
  readonly from: number;
  readonly to: number;
}

/** A tree's cuts, and its leaves' values from left to right. */
export function cutsOf({ splits, leafValues }: Tree): { cuts: Cut[]; values: number[] } {
  const cuts: Cut[] = [];
  const values: number[] = [];
  const number = (child: number): void => {
    const split = splits[child];
    if (!split) {
      values.push(leafValues[~child] ?? 0);
      return;
    }
    const from = values.length;
    number(split.left);
    cuts.push({ feature: split.feature, steps: stepsOf(split), from, to: values.length });
    number(split.right);
  };
  number(splits.length > 0 ? 0 : -1);
  return { cuts, values };
}
