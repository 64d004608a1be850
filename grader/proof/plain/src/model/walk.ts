import {
  CATEGORICAL,
  DEFAULT_LEFT,
  type Forest,
  NAN_IS_MISSING,
  ZERO_IS_MISSING,
} from "./forest.ts";

/** The probability of the positive class for the row that starts at `offset`. */
export function probability(forest: Forest, row: Float64Array, offset: number): number {
  const { roots, column, left, right, leaf } = forest;
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] as number;
    while (node >= 0) {
      const value = row[offset + (column[node] as number)] as number;
      node = (goesLeft(forest, node, value) ? left[node] : right[node]) as number;
    }
    sum += leaf[~node] as number;
  }
  return 1 / (1 + Math.exp(-forest.sigmoid * sum));
}

const ALMOST_ZERO = 1e-35;

function goesLeft(forest: Forest, node: number, value: number): boolean {
  const decision = forest.decision[node] as number;
  if ((decision & CATEGORICAL) !== 0) return isInSet(forest, node, value);
  const number = Number.isNaN(value) && (decision & NAN_IS_MISSING) === 0 ? 0 : value;
  const missing =
    Number.isNaN(number) || ((decision & ZERO_IS_MISSING) !== 0 && Math.abs(number) <= ALMOST_ZERO);
  if (missing) return (decision & DEFAULT_LEFT) !== 0;
  return number <= (forest.threshold[node] as number);
}

/** A missing category, or one the training never saw, goes right. */
function isInSet(forest: Forest, node: number, value: number): boolean {
  if (!(value >= 0)) return false;
  const category = Math.trunc(value);
  const word = Math.floor(category / 32);
  if (word >= (forest.words[node] as number)) return false;
  const bits = forest.bits[(forest.firstWord[node] as number) + word] as number;
  return ((bits >>> (category % 32)) & 1) === 1;
}
