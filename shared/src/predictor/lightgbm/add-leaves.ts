import { ZERO_THRESHOLD } from "./comparison.ts";
import { WORD } from "./cuts.ts";
import { type LeafMasks, STRIDE } from "./leaf-masks.ts";

/**
 * Adds each tree's value for one row to scores[offset + tree % outputs].
 * @param base where the row starts in `rows`
 * @param live scratch, one per word
 */
export function addLeaves(
  forest: LeafMasks,
  rows: Float64Array,
  base: number,
  live: Uint16Array,
  scores: Float64Array,
  offset: number,
  outputs: number,
): void {
  cutLeaves(forest, rows, base, live);
  for (let output = 0; output < outputs; output += 1) {
    scores[offset + output] = sumOfLeaves(forest, live, output, outputs);
  }
}

// The two loops below are most of what a prediction costs. No index in them leaves its array, so
// they assert rather than ask, and keep every array in a local: that is half of their time.

/** Clears the bits of the leaves that the row cannot reach. */
function cutLeaves(forest: LeafMasks, rows: Float64Array, base: number, live: Uint16Array): void {
  const { features, categorical, counts, firstList, lists, cuts } = forest;
  const { steps, firstStep, thresholds, orderedFrom, orderedTo } = forest;
  live.fill(0xffff);
  for (let column = 0; column < features.length; column += 1) {
    const value = rows[base + (features[column] as number)] as number;
    const count = counts[column] as number;
    let list = count;
    if (categorical[column] === 1) {
      const category = Math.trunc(value);
      if (category >= 0 && category < count) list = category;
    } else if (value > ZERO_THRESHOLD || value < -ZERO_THRESHOLD) {
      const first = firstStep[column] as number;
      let step = first;
      while ((steps[step] as number) < value) step += 1;
      list = step - first;
      const to = orderedTo[column] as number;
      let at = (orderedFrom[column] as number) + STRIDE * list;
      for (; at < to && (thresholds[at] as number) < value; at += 1) {
        const cut = cuts[at] as number;
        live[cut >>> WORD] = (live[cut >>> WORD] as number) & cut;
      }
    } else if (Number.isNaN(value)) {
      list += 1;
    }
    const end = 2 * ((firstList[column] as number) + list) + 1;
    const to = lists[end] as number;
    for (let at = lists[end - 1] as number; at < to; at += 1) {
      const cut = cuts[at] as number;
      live[cut >>> WORD] = (live[cut >>> WORD] as number) & cut;
    }
  }
}

/** The sum over the trees of one output, each by its leftmost leaf that is left. */
function sumOfLeaves(
  { firstWords, leafValues }: LeafMasks,
  live: Uint16Array,
  output: number,
  outputs: number,
): number {
  let sum = 0;
  for (let tree = output; tree < firstWords.length; tree += outputs) {
    let word = firstWords[tree] as number;
    while (live[word] === 0) word += 1;
    const left = live[word] as number;
    sum += leafValues[word * WORD + 31 - Math.clz32(left & -left)] as number;
  }
  return sum;
}
