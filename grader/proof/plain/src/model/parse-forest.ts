import { CATEGORICAL, type Forest } from "./forest.ts";

/**
 * Reads LightGBM's text format.
 * @throws Error for a model that is no plain binary classifier, or that is cut short.
 */
export function parseForest(text: string): Forest {
  const end = text.indexOf("end of trees");
  if (end < 0) throw new Error("model.txt is damaged: it has no end of trees");
  const [header = "", ...blocks] = text.slice(0, end).split(/^(?=Tree=)/m);
  const head = fields(header);
  const [kind, ...options] = (head.get("objective") ?? "").split(" ");
  if (kind !== "binary") throw new Error(`model.txt has the objective ${kind}, expected binary`);
  if (/^average_output$/m.test(header)) throw new Error("model.txt averages its trees");

  const trees = blocks.map(fields);
  const counts = trees.map((tree) => Number(tree.get("num_leaves")));
  const leaves = counts.reduce((sum, count) => sum + count, 0);
  const nodes = leaves - trees.length;
  const forest = {
    columns: (head.get("feature_names") ?? "").split(" "),
    sigmoid: Number(options.find((each) => each.startsWith("sigmoid:"))?.slice(8) ?? 1),
    roots: new Int32Array(trees.length),
    column: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    decision: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    leaf: new Float64Array(leaves),
    firstWord: new Int32Array(nodes),
    words: new Int32Array(nodes),
  };
  const bits: number[] = [];
  let node = 0;
  let leaf = 0;
  for (const [index, tree] of trees.entries()) {
    const count = counts[index] as number;
    if (tree.get("is_linear") === "1") throw new Error("model.txt has linear trees");
    forest.roots[index] = count > 1 ? node : ~leaf;
    forest.leaf.set(numbers(tree, "leaf_value", count), leaf);
    if (count > 1) {
      const shift = (child: number) => (child < 0 ? ~(~child + leaf) : child + node);
      forest.column.set(numbers(tree, "split_feature", count - 1), node);
      forest.threshold.set(numbers(tree, "threshold", count - 1), node);
      forest.decision.set(numbers(tree, "decision_type", count - 1), node);
      forest.left.set(numbers(tree, "left_child", count - 1).map(shift), node);
      forest.right.set(numbers(tree, "right_child", count - 1).map(shift), node);
      addCategories(forest, tree, node, count - 1, bits);
    }
    node += count - 1;
    leaf += count;
  }
  return { ...forest, bits: Uint32Array.from(bits) };
}

function addCategories(
  forest: Omit<Forest, "bits">,
  tree: ReadonlyMap<string, string>,
  from: number,
  count: number,
  bits: number[],
): void {
  const sets = Number(tree.get("num_cat") ?? 0);
  if (sets === 0) return;
  const boundaries = numbers(tree, "cat_boundaries", sets + 1);
  for (let node = from; node < from + count; node += 1) {
    if (((forest.decision[node] as number) & CATEGORICAL) === 0) continue;
    const set = forest.threshold[node] as number;
    const first = boundaries[set] as number;
    forest.firstWord[node] = bits.length + first;
    forest.words[node] = (boundaries[set + 1] as number) - first;
  }
  bits.push(...numbers(tree, "cat_threshold", boundaries.at(-1) as number));
}

function fields(block: string): Map<string, string> {
  const lines = block.split("\n").map((line) => line.split("=", 2) as [string, string?]);
  return new Map(lines.map(([name, value = ""]) => [name, value.trim()]));
}

function numbers(tree: ReadonlyMap<string, string>, name: string, count: number): number[] {
  const found = (tree.get(name) ?? "").split(" ").map(toNumber);
  if (found.length === count && !found.some(Number.isNaN)) return found;
  throw new Error(`model.txt is damaged: expected ${count} numbers in ${name}`);
}

/** LightGBM prints numbers as C++ does. */
function toNumber(word: string): number {
  return Number(word.replace(/^(-?)inf$/, "$1Infinity"));
}
