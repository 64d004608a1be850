import { ADD_LEAVES } from "./add-leaves.wasm.ts";
import { BLOCK, leafMasks } from "./leaf-masks.ts";
import type { Model } from "./model.ts";

/** Adds the leaf values of `count` rows to scores, row-major [count, outputs]. */
export type AddTrees = (rows: Float64Array, count: number, scores: Float64Array) => void;

const CODE = Buffer.from(ADD_LEAVES, "base64");
let compiled: WebAssembly.Module | undefined;

/** By masks; undefined where the forest does not suit them, or the engine has no 128-bit SIMD. */
export function byMasks(model: Model): AddTrees | undefined {
  const forest = WebAssembly.validate(CODE) ? leafMasks(model) : undefined;
  if (!forest) return undefined;
  const { memory, layout } = forest;
  compiled ??= new WebAssembly.Module(CODE);
  const instance = new WebAssembly.Instance(compiled, { layout: { memory, ...layout } });
  const { addLeaves } = instance.exports as { addLeaves: (count: number) => void };
  const columns = model.featureNames.length;
  const blockRows = new Float64Array(memory.buffer, layout.rows, BLOCK * columns);
  const blockScores = new Float64Array(memory.buffer, layout.scores, BLOCK * model.outputs);

  return (rows, count, scores) => {
    for (let from = 0; from < count; from += BLOCK) {
      const block = Math.min(BLOCK, count - from);
      copy(rows, from * columns, blockRows, 0, block * columns);
      copy(scores, from * model.outputs, blockScores, 0, block * model.outputs);
      addLeaves(block);
      copy(blockScores, 0, scores, from * model.outputs, block * model.outputs);
    }
  };
}

/** Faster for few numbers than set() of a subarray, and little slower for many. */
function copy(from: Float64Array, at: number, to: Float64Array, toAt: number, length: number) {
  for (let index = 0; index < length; index += 1) to[toAt + index] = from[at + index] ?? 0;
}
