import { ZERO_THRESHOLD } from "./comparison.ts";
import { CATEGORICAL, FEATURE_SHIFT, type Layout, NAN_LEFT, ZERO_IS_NAN } from "./layout.ts";

const FLAGS = NAN_LEFT | ZERO_IS_NAN | CATEGORICAL;

/** Where the row that starts at rows[base] leaves the tree: ~index of a leaf. */
export function walk(layout: Layout, root: number, rows: Float64Array, base: number): number {
  const { rules, thresholds, left, right } = layout;
  let at = root;
  while (at >= 0) {
    const rule = rules[at] ?? 0;
    const value = rows[base + (rule >> FEATURE_SHIFT)] ?? 0;
    if (value <= (thresholds[at] ?? 0)) at = left[at] ?? 0;
    else if ((rule & FLAGS) === 0) at = right[at] ?? 0;
    else at = (goesLeft(layout, at, rule, value) ? left[at] : right[at]) ?? 0;
  }
  return at;
}

/** Decides where value <= threshold does not hold but does not settle it. */
function goesLeft(layout: Layout, at: number, rule: number, value: number): boolean {
  if (rule & CATEGORICAL) return isMember(layout, at, value);
  const nanLeft = (rule & NAN_LEFT) !== 0;
  if ((rule & ZERO_IS_NAN) === 0) return nanLeft && Number.isNaN(value);
  const missing = Number.isNaN(value) || Math.abs(value) <= ZERO_THRESHOLD;
  return missing ? nanLeft : value <= (layout.zeroThresholds[at] ?? 0);
}

/** Whether the value, truncated to an integer, is in the split's set. */
function isMember({ words, firstWord, wordCount }: Layout, at: number, value: number): boolean {
  const category = Math.trunc(value);
  const word = Math.floor(category / 32);
  if (!(category >= 0 && word < (wordCount[at] ?? 0))) return false;
  return (((words[(firstWord[at] ?? 0) + word] ?? 0) >>> (category % 32)) & 1) === 1;
}
