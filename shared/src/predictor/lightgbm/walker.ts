import { type AddTrees, byMasks } from "./add-leaves.ts";
import { layOut } from "./layout.ts";
import { applyLink } from "./link.ts";
import type { Model } from "./model.ts";
import { walk } from "./walk.ts";

/** A model made ready to score rows. */
export interface Walker {
  /** Columns of a row. */
  readonly featureCount: number;
  /** Predictions per row: 1, or the number of classes. */
  readonly outputCount: number;
  /**
   * Predictions, row-major [count, outputCount].
   * @param rows row-major [count, featureCount]; may be longer. NaN is a missing value.
   * @throws RangeError where it is shorter.
   */
  predict(rows: Float64Array, count: number): Float64Array;
}

/** How the leaves are found: the two give the same bits. */
export type Method = "masks" | "paths";

/**
 * @param method paths are the plain walk, the oracle of the tests; masks are several times faster,
 *   and give way to paths where a tree or the forest is large
 */
export function compile(model: Model, method: Method = "masks"): Walker {
  const { outputs, objective, trees } = model;
  const columns = model.featureNames.length;
  const addTrees = (method === "masks" && byMasks(model)) || byPaths(model);
  const iterations = trees.length / outputs;
  return {
    featureCount: columns,
    outputCount: outputs,
    predict(rows, count) {
      if (rows.length < count * columns) {
        throw new RangeError(
          `expected ${count} rows of ${columns} numbers, found ${rows.length} numbers`,
        );
      }
      const scores = new Float64Array(count * outputs);
      addTrees(rows, count, scores);
      if (model.averageOutput) {
        for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / iterations;
      }
      applyLink(objective, scores, outputs);
      return scores;
    },
  };
}

/** Rows that go through a tree together: they and the tree stay in the first-level cache. */
const BLOCK = 64;

function byPaths({ trees, outputs, featureNames }: Model): AddTrees {
  const layout = layOut(trees);
  return (rows, count, scores) => {
    for (let from = 0; from < count; from += BLOCK) {
      const to = Math.min(count, from + BLOCK);
      for (let tree = 0; tree < trees.length; tree += 1) {
        const root = layout.roots[tree] ?? 0;
        for (let row = from; row < to; row += 1) {
          const leaf = ~walk(layout, root, rows, row * featureNames.length);
          const at = row * outputs + (tree % outputs);
          scores[at] = (scores[at] ?? 0) + (layout.leafValues[leaf] ?? 0);
        }
      }
    }
  };
}
