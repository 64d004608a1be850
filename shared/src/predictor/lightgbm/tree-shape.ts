import { MalformedModel } from "./errors.ts";
import type { Fields } from "./fields.ts";

/**
 * Checks that the children make one tree: every split but the root and every leaf is reached from
 * split 0, and only once. So a walk always ends.
 */
export function checkShape(fields: Fields, left: number[], right: number[]): void {
  const splits = left.length;
  const parents = new Int32Array(2 * splits + 1).fill(-1);
  const stack = [0];
  for (let split = stack.pop(); split !== undefined; split = stack.pop()) {
    for (const [key, children] of [
      ["left_child", left],
      ["right_child", right],
    ] as const) {
      const child = children[split] ?? 0;
      const slot = child < 0 ? splits - child - 1 : child;
      const parent = parents[slot];
      if (child === 0 || parent !== -1) {
        const taken = child === 0 ? "the root" : `already below split ${parent}`;
        throw new MalformedModel(
          fields.get(key).line,
          `each split and leaf below one split, in ${key}`,
          `${child} below split ${split}, which is ${taken}`,
        );
      }
      parents[slot] = split;
      if (child > 0) stack.push(child);
    }
  }
  const lost = parents.indexOf(-1, 1);
  if (lost < 0) return;
  throw new MalformedModel(
    fields.get("left_child").line,
    "every split and leaf below split 0",
    `${lost < splits ? `split ${lost}` : `leaf ${lost - splits}`} below none`,
  );
}
