import { type Cut, cutsOf, goesLeft, merged, mergedPrefixes, thresholdOf, WORD } from "./cuts.ts";
import type { Tree } from "./model.ts";

/** Larger trees are walked: of their many splits a path meets few. */
export const MAX_LEAVES = 64;
/** Words that the upper half of a cut can tell apart. */
const MAX_WORDS = 2 ** 16;
/** Thresholds of a column from one prepared list to the next. */
export const STRIDE = 16;
/** Cuts that the categories of one column may take together. */
const MAX_CATEGORY_CUTS = 1 << 18;

/**
 * A forest as lists of what each value of each column cuts off, instead of paths: QuickScorer of
 * Lucchese et al., SIGIR 2015. A path is a chain of unpredictable branches, a list is a loop.
 *
 * A numeric column has its cuts in ascending order of thresholds, of which those below the value
 * apply. Its lists are: what the first 0, STRIDE, 2 × STRIDE … of them cut off together, then the
 * same for zero, then for NaN. A categorical column has a list per category, then that of others.
 */
export interface LeafMasks {
  /** Per column in use: its place in a row. */
  readonly features: Int32Array;
  /** Per column: 1 where it is categorical. */
  readonly categorical: Uint8Array;
  /** Per column: lists before the special ones. */
  readonly counts: Int32Array;
  /** Per column: its first list. */
  readonly firstList: Int32Array;
  /** Per column: its first in `steps`, the largest thresholds of its lists, ended by Infinity. */
  readonly firstStep: Int32Array;
  readonly steps: Float64Array;
  /** Per column: its ordered cuts, [from, to). */
  readonly orderedFrom: Int32Array;
  readonly orderedTo: Int32Array;
  /** [from, to) of each list in `cuts`. */
  readonly lists: Int32Array;
  /** Per ordered cut; NaN elsewhere. */
  readonly thresholds: Float64Array;
  /** Each cut: its word << WORD, and its mask. */
  readonly cuts: Int32Array;
  /** Per tree: its first word. */
  readonly firstWords: Int32Array;
  /** [word, leaf from the left]. */
  readonly leafValues: Float64Array;
}

interface Column {
  readonly feature: number;
  readonly categorical: boolean;
  readonly ordered: readonly Cut[];
  readonly steps: readonly number[];
  readonly lists: readonly (readonly Cut[])[];
  /** Lists before the special ones. */
  readonly count: number;
}

/** Undefined where a tree has too many leaves, or a column too many categories, to pay. */
export function leafMasks(trees: readonly Tree[]): LeafMasks | undefined {
  if (trees.some(({ leafValues }) => leafValues.length > MAX_LEAVES)) return undefined;
  const firstWords = starts(trees.map((tree) => Math.ceil(tree.leafValues.length / WORD)));
  const words = trees.reduce((sum, tree) => sum + Math.ceil(tree.leafValues.length / WORD), 0);
  if (words > MAX_WORDS) return undefined;
  const leafValues = new Float64Array(words * WORD);
  const byFeature = new Map<number, Cut[]>();
  for (const [index, tree] of trees.entries()) {
    const firstWord = firstWords[index] ?? 0;
    const { cuts, values } = cutsOf(tree, firstWord);
    leafValues.set(values, firstWord * WORD);
    for (const cut of cuts) {
      const others = byFeature.get(cut.split.feature);
      if (others) others.push(cut);
      else byFeature.set(cut.split.feature, [cut]);
    }
  }
  const columns: Column[] = [];
  for (const [feature, cuts] of byFeature) {
    const column = numericColumn(feature, cuts) ?? categoricalColumn(feature, cuts);
    if (!column) return undefined;
    columns.push(column);
  }
  return { ...layOut(columns), firstWords, leafValues };
}

function numericColumn(feature: number, cuts: readonly Cut[]): Column | undefined {
  if (!cuts.every(({ split }) => split.kind === "numeric")) return undefined;
  const ordered = cuts.toSorted((a, b) => thresholdOf(a.split) - thresholdOf(b.split));
  const whole = Math.floor(ordered.length / STRIDE);
  const steps = Array.from({ length: whole }, (_, step) =>
    thresholdOf(ordered[STRIDE * (step + 1) - 1]?.split),
  );
  const prefixes = mergedPrefixes(ordered, STRIDE);
  const right = (value: number) => merged(cuts.filter(({ split }) => !goesLeft(split, value)));
  return {
    feature,
    categorical: false,
    ordered,
    steps: [...steps, Number.POSITIVE_INFINITY],
    lists: [...prefixes, right(0), right(Number.NaN)],
    count: prefixes.length,
  };
}

function categoricalColumn(feature: number, cuts: readonly Cut[]): Column | undefined {
  const words = cuts.map(({ split }) =>
    split.kind === "categorical" ? split.categories.length : Number.POSITIVE_INFINITY,
  );
  const count = 32 * Math.max(...words);
  if (count * cuts.length > MAX_CATEGORY_CUTS) return undefined;
  const lists = Array.from({ length: count }, (_, category) =>
    merged(cuts.filter(({ split }) => !goesLeft(split, category))),
  );
  return {
    feature,
    categorical: true,
    ordered: [],
    steps: [],
    lists: [...lists, merged(cuts)],
    count,
  };
}

function layOut(columns: readonly Column[]): Omit<LeafMasks, "firstWords" | "leafValues"> {
  const all: Cut[] = columns.flatMap(({ ordered }) => ordered);
  const ends = columns.map(({ ordered }) => ordered.length);
  const thresholds = Float64Array.from(all, ({ split }) => thresholdOf(split));
  const lists = columns.flatMap((column) =>
    column.lists.flatMap((list) => {
      const from = all.length;
      all.push(...list);
      return [from, all.length];
    }),
  );
  const orderedFrom = starts(ends);
  return {
    features: Int32Array.from(columns, ({ feature }) => feature),
    categorical: Uint8Array.from(columns, ({ categorical }) => Number(categorical)),
    counts: Int32Array.from(columns, ({ count }) => count),
    firstList: starts(columns.map((column) => column.lists.length)),
    firstStep: starts(columns.map(({ steps }) => steps.length)),
    steps: Float64Array.from(columns.flatMap(({ steps }) => steps)),
    orderedFrom,
    orderedTo: orderedFrom.map((from, index) => from + (ends[index] ?? 0)),
    lists: Int32Array.from(lists),
    thresholds,
    cuts: Int32Array.from(all, ({ word, mask }) => (word << WORD) | mask),
  };
}

/** Where each of consecutive parts of these lengths starts. */
function starts(lengths: readonly number[]): Int32Array {
  let end = 0;
  return Int32Array.from(lengths, (length) => {
    end += length;
    return end - length;
  });
}
