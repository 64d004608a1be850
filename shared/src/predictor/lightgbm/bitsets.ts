import { MalformedModel } from "./errors.ts";
import type { Fields } from "./fields.ts";
import { integer, integers, words } from "./numbers.ts";

const WORD = 2 ** 32 - 1;

/** The category sets of a tree's categorical splits, each a bitset of 32-bit words. */
export function bitsets(fields: Fields): Uint32Array[] {
  const count = integer(fields.get("num_cat"), 0, 2 ** 31 - 1);
  if (count === 0) return [];
  const sets = fields.get("cat_threshold");
  const all = Uint32Array.from(integers(sets, words(sets).length, 0, WORD));
  const field = fields.get("cat_boundaries");
  const boundaries = integers(field, count + 1, 0, all.length);
  const rising = boundaries.every((each, index) => each > (boundaries[index - 1] ?? -1));
  if (boundaries[0] !== 0 || boundaries.at(-1) !== all.length || !rising) {
    throw new MalformedModel(
      field.line,
      `cat_boundaries that rise from 0 to the ${all.length} words of cat_threshold`,
      boundaries.slice(0, 10).join(" "),
    );
  }
  return boundaries.slice(1).map((end, index) => all.slice(boundaries[index], end));
}
