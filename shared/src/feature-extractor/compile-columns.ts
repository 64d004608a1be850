import type { Feature } from "../model-loader/metadata.ts";
import type { StoreColumn } from "./feature-store.ts";

/** How one column of a model is filled. */
export interface Column {
  readonly name: string;
  readonly position: number;
  /** The model's index of each category. */
  readonly indices: ReadonlyMap<string, number> | undefined;
  /** The store's column of that name, or -1. */
  readonly source: number;
  /** The store's index of each category: what it derives from a given category goes by this. */
  readonly sourceIndices: ReadonlyMap<string, number> | undefined;
  /** From the store's index of a category to the model's; undefined where the two are the same. */
  readonly translation: Float64Array | undefined;
}

/** Matches a model's columns with a store's by name, and their categories by name too. */
export function compileColumns(
  features: readonly Feature[],
  stored: readonly StoreColumn[],
): Column[] {
  const sources = new Map(stored.map(({ name }, index) => [name, index]));
  return features.map((feature, position) => {
    const source = sources.get(feature.name) ?? -1;
    const theirs = stored[source]?.categories;
    const indices = feature.type === "categorical" ? numbered(feature.categories) : undefined;
    return {
      name: feature.name,
      position,
      indices,
      source,
      sourceIndices: theirs && numbered(theirs),
      translation: theirs && indices && translate(theirs, indices),
    };
  });
}

/** Whether the store has the column in the same place, with the same categories in the same order. */
export function isSame({ position, source, indices, sourceIndices, translation }: Column): boolean {
  return position === source && indices?.size === sourceIndices?.size && !translation;
}

function numbered(categories: readonly string[]): Map<string, number> {
  return new Map(categories.map((category, index) => [category, index]));
}

function translate(
  theirs: readonly string[],
  indices: ReadonlyMap<string, number>,
): Float64Array | undefined {
  const table = Float64Array.from(theirs, (category) => indices.get(category) ?? Number.NaN);
  return table.every((index, theirIndex) => index === theirIndex) ? undefined : table;
}
