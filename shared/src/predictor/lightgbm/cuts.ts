import { comparison } from "./comparison.ts";
import type { Split, Tree } from "./model.ts";

/** Leaves that share a word of bits. */
export const WORD = 16;
const ALL = 2 ** WORD - 1;

/** A split that sends a row right: what that takes from one word of its tree's leaves. */
export interface Cut {
  readonly word: number;
  /** Bit i stays set where leaf i of the word, counted from the left, can still be reached. */
  readonly mask: number;
  readonly split: Split;
}

/** The cuts of a tree whose leaves begin with this word, and its leaves' values from left to right. */
export function cutsOf({ splits, leafValues }: Tree, firstWord: number) {
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
    const to = values.length;
    for (let word = Math.floor(from / WORD); word * WORD < to; word += 1) {
      const low = Math.max(from - word * WORD, 0);
      const high = Math.min(to - word * WORD, WORD);
      const mask = ALL & ~((2 ** high - 1) & ~(2 ** low - 1));
      cuts.push({ word: firstWord + word, mask, split });
    }
    number(split.right);
  };
  number(splits.length > 0 ? 0 : -1);
  return { cuts, values };
}

/** What the first 0, stride, 2 × stride … cuts do together: one cut per word each. */
export function mergedPrefixes(cuts: readonly Cut[], stride: number): Cut[][] {
  const byWord = new Map<number, Cut>();
  const prefixes: Cut[][] = [];
  for (let count = 0; count <= cuts.length; count += 1) {
    if (count % stride === 0) prefixes.push([...byWord.values()]);
    const cut = cuts[count];
    if (!cut) continue;
    const before = byWord.get(cut.word);
    byWord.set(cut.word, before ? { ...cut, mask: before.mask & cut.mask } : cut);
  }
  return prefixes;
}

/** One cut per word. */
export function merged(cuts: readonly Cut[]): Cut[] {
  return mergedPrefixes(cuts, Math.max(1, cuts.length)).at(-1) ?? [];
}

/** Whether a number, NaN or category goes left; zero stands for all its magnitudes. */
export function goesLeft(split: Split, value: number): boolean {
  if (split.kind === "categorical") {
    return (((split.categories[value >> 5] ?? 0) >>> (value & 31)) & 1) === 1;
  }
  const { threshold, nanLeft, zerosAreNaN } = comparison(split);
  return Number.isNaN(value) || (value === 0 && zerosAreNaN) ? nanLeft : value <= threshold;
}

/** Where the comparison of a numeric split is; NaN for a categorical one. */
export function thresholdOf(split: Split | undefined): number {
  return split?.kind === "numeric" ? comparison(split).threshold : Number.NaN;
}
