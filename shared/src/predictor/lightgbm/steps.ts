import { BELOW_ZERO, comparison, ZERO_THRESHOLD } from "./comparison.ts";
import type { CategoricalSplit, NumericSplit, Split } from "./model.ts";

/** A split as a step function of the value. */
export interface Steps {
  /** The last value of each step, ascending; that of the last is Infinity. */
  readonly ends: readonly number[];
  /** Whether each step's values go right, then whether NaN does. */
  readonly right: readonly boolean[];
}

export function stepsOf(split: Split): Steps {
  return split.kind === "numeric" ? numericSteps(split) : categoricalSteps(split);
}

function numericSteps(split: NumericSplit): Steps {
  const { threshold, nanLeft, zerosAreNaN } = comparison(split);
  if (!zerosAreNaN) {
    return { ends: [threshold, Number.POSITIVE_INFINITY], right: [false, true, !nanLeft] };
  }
  return threshold < 0
    ? {
        ends: [threshold, BELOW_ZERO, ZERO_THRESHOLD, Number.POSITIVE_INFINITY],
        right: [false, true, !nanLeft, true, !nanLeft],
      }
    : {
        ends: [BELOW_ZERO, ZERO_THRESHOLD, threshold, Number.POSITIVE_INFINITY],
        right: [false, !nanLeft, false, true, !nanLeft],
      };
}

/** A step per run of categories that go the same way. */
function categoricalSteps({ categories }: CategoricalSplit): Steps {
  const ends: number[] = [];
  const right: boolean[] = [];
  let left = false;
  for (let category = 0; category <= 32 * categories.length; category += 1) {
    const next = (((categories[category >> 5] ?? 0) >>> (category & 31)) & 1) === 1;
    if (next === left) continue;
    // Truncation makes -0.9 category 0. The product rounds to the double below the category.
    ends.push(category === 0 ? -1 : category * (1 - Number.EPSILON / 2));
    right.push(!left);
    left = next;
  }
  return { ends: [...ends, Number.POSITIVE_INFINITY], right: [...right, true, true] };
}
