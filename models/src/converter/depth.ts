import { type Model, type Tree, UnsupportedModel } from "@workshop/serving/predictor/lightgbm";
import { membersOf } from "./members.ts";

/**
 * ONNX Runtime 1.30 builds trees by recursion and compares a set's members one by one: beyond some
 * ten thousand comparisons in a row the process dies of its stack, on small stacks sooner.
 */
const DEEPEST = 1000;

/** @throws UnsupportedModel for a tree that ONNX Runtime could not load. */
export function refuseDeepTrees({ trees }: Model): void {
  for (const tree of trees) {
    const depth = depthOf(tree);
    if (depth > DEEPEST) {
      throw new UnsupportedModel(
        tree.line,
        `a tree with ${depth} comparisons in a row`,
        `up to ${DEEPEST}`,
      );
    }
  }
}

function depthOf({ splits }: Tree): number {
  let deepest = 0;
  const waiting = [{ at: 0, above: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const split = splits[next.at];
    if (!split) continue;
    const depth =
      next.above + (split.kind === "categorical" ? membersOf(split.categories).length : 1);
    deepest = Math.max(deepest, depth);
    for (const at of [split.left, split.right]) if (at >= 0) waiting.push({ at, above: depth });
  }
  return deepest;
}
