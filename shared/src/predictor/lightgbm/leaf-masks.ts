import { columnsOf } from "./columns.ts";
import { type Cut, cutsOf } from "./cuts.ts";
import type { Model } from "./model.ts";

/** Larger trees are walked: of their many splits a path meets few. */
export const MAX_LEAVES = 64;
/** A forest that would need more is walked. */
export const MAX_BYTES = 2 ** 24;
/** Rows that are scored together. */
export const BLOCK = 64;
/** Bytes of a mask: trees share it, each with a word of 1, 2, 4 or 8 bytes. */
const MASK = 128;
/** Bytes of what the memory holds of a column. */
const COLUMN = 16;

/**
 * A forest as masks of what each value of each column cuts off, instead of paths: QuickScorer of
 * Lucchese et al., SIGIR 2015. A path is a chain of unpredictable branches, masks are ANDed.
 *
 * A column's values fall into intervals in which they go the same ways; NaN is one more. A chunk is
 * as many trees of one output as a mask has words, the last of an output filled up with trees worth
 * 0. Per chunk, column and interval the memory has the mask of the leaves that stay: bit i of a
 * tree's word is its leaf i from the left.
 */
export interface LeafMasks {
  readonly memory: WebAssembly.Memory;
  /** Addresses and sizes in bytes, but for chunksPerOutput. */
  readonly layout: Readonly<Record<Place, number>>;
}

type Section = "columns" | "masks" | "leafValues" | "rows" | "found" | "live" | "scores" | "ends";
type Place =
  | Exclude<Section, "ends">
  | "columnsEnd"
  | "masksEnd"
  | "chunkBytes"
  | "chunksPerOutput"
  | "wordBytes"
  | "rowBytes"
  | "foundBytes"
  | "scoreBytes";

/** Undefined where no tree splits, one has too many leaves, or the masks take too much memory. */
export function leafMasks({ trees, outputs, featureNames }: Model): LeafMasks | undefined {
  const leaves = trees.reduce((most, tree) => Math.max(most, tree.leafValues.length), 0);
  if (leaves < 2 || leaves > MAX_LEAVES) return undefined;
  const wordBytes = 2 ** Math.ceil(Math.log2(Math.ceil(leaves / 8)));
  const chunkTrees = MASK / wordBytes;
  const chunksPerOutput = Math.ceil(trees.length / outputs / chunkTrees);
  const chunks = chunksPerOutput * outputs;
  const placed = trees.map((tree, index) => ({
    ...cutsOf(tree),
    slot: (index % outputs) * chunksPerOutput * chunkTrees + Math.floor(index / outputs),
  }));
  const columns = columnsOf(placed);
  const endCount = columns.reduce((sum, { ends }) => sum + ends.length, 0);
  const chunkBytes = MASK * (endCount + columns.length);
  const rowBytes = 8 * featureNames.length;
  const foundBytes = 4 * columns.length;
  const scoreBytes = 8 * outputs;
  const [at, bytes] = placesOf({
    masks: chunkBytes * chunks,
    leafValues: 8 * 8 * MASK * chunks,
    columns: COLUMN * columns.length,
    ends: 8 * endCount,
    rows: rowBytes * BLOCK,
    found: foundBytes * BLOCK,
    scores: scoreBytes * BLOCK,
    // The last word is read as 8 bytes.
    live: MASK + 8,
  });
  if (bytes > MAX_BYTES) return undefined;

  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 2 ** 16) });
  const { buffer } = memory;
  for (const { values, slot } of placed) {
    new Float64Array(buffer, at.leafValues + 64 * wordBytes * slot).set(values);
  }
  const masks = new Int32Array(buffer, at.masks, (chunkBytes * chunks) / 4).fill(-1);
  let firstEnd = 0;
  for (const [index, { feature, ends, cuts }] of columns.entries()) {
    const endsAt = at.ends + 8 * firstEnd;
    new Float64Array(buffer, endsAt).set(ends);
    const firstMask = MASK * (firstEnd + index);
    new Int32Array(buffer, at.columns + COLUMN * index).set([
      8 * feature,
      endsAt,
      ends.length,
      firstMask,
    ]);
    for (const [slot, cut] of cuts) {
      const chunk = Math.floor(slot / chunkTrees);
      const word = chunkBytes * chunk + firstMask + wordBytes * (slot % chunkTrees);
      cutOff(masks, 8 * word, cut, ends);
    }
    firstEnd += ends.length;
  }
  const { ends: _, ...places } = at;
  return {
    memory,
    layout: {
      ...places,
      columnsEnd: at.columns + COLUMN * columns.length,
      masksEnd: at.masks + chunkBytes * chunks,
      chunkBytes,
      chunksPerOutput,
      wordBytes,
      rowBytes,
      foundBytes,
      scoreBytes,
    },
  };
}

/**
 * Clears a cut's leaves in the masks of the intervals that its split sends right.
 * @param masks as words of 32 bits
 * @param first the bit of its tree's first leaf, in the mask of the column's first interval
 */
function cutOff(masks: Int32Array, first: number, cut: Cut, ends: Float64Array): void {
  const { steps } = cut;
  const from = first + cut.from;
  const to = first + cut.to;
  for (let word = from >>> 5; 32 * word < to; word += 1) {
    const stay = ~(2 ** Math.min(to - 32 * word, 32) - 2 ** Math.max(from - 32 * word, 0));
    let interval = 0;
    for (let step = 0; step < steps.right.length; step += 1) {
      const end = steps.ends[step];
      // Not found again: beside an infinite threshold or one beside zero there is an empty step.
      const next =
        end === undefined ? ends.length + 1 : ends.indexOf(end, interval) + 1 || interval;
      if (steps.right[step]) {
        const last = word + (MASK / 4) * next;
        for (let at = word + (MASK / 4) * interval; at < last; at += MASK / 4) {
          masks[at] = (masks[at] ?? 0) & stay;
        }
      }
      interval = next;
    }
  }
}

/** Where each section of so many bytes starts, on a line of the cache, and where the last ends. */
function placesOf(bytes: Record<Section, number>): [at: Record<Section, number>, end: number] {
  const at = { ...bytes };
  let end = 0;
  for (const section of Object.keys(bytes) as Section[]) {
    at[section] = end;
    end += Math.ceil(bytes[section] / 64) * 64;
  }
  return [at, end];
}
