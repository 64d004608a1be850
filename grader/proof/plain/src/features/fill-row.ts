import type { Input } from "../input/check.ts";
import type { Model } from "../model/read-model.ts";
import { type Columns, derivedColumns, knownColumns, NAMES } from "./known.ts";

const RATES = ["user", "movie", "user_genre", "occupation_movie"];

/**
 * Writes the model's columns for one input into `table` at `offset`: what the input gives, what the
 * store knows of its ids, and NaN.
 * @returns the ids that the store does not know.
 */
export function fillRow(model: Model, input: Input, table: Float64Array, offset: number): string[] {
  const { metadata, store } = model;
  const user = Number(input.get("user_id"));
  const movie = Number(input.get("movie_id"));
  const row: Columns = store ? knownColumns(store, user, movie) : new Map();
  take(input, row);
  if (store) {
    for (const [name, value] of derivedColumns(store, user, movie, row)) row.set(name, value);
    take(input, row);
  }
  for (const of of RATES) {
    if (input.has(`${of}_like_rate`)) continue;
    const ratings = row.get(`${of}_rating_count`) ?? Number.NaN;
    const likes = row.get(`${of}_like_count`) ?? Number.NaN;
    row.set(`${of}_like_rate`, ratings > 0 ? Math.min(1, likes / ratings) : Number.NaN);
  }
  for (const [index, feature] of metadata.features.entries()) {
    const value = row.get(feature.name) ?? Number.NaN;
    const names = feature.type === "categorical" ? NAMES[feature.name] : undefined;
    table[offset + index] =
      feature.type === "categorical" && names
        ? feature.categories.indexOf(names[value] ?? "")
        : value;
  }
  const knows = (id: number, known: number | undefined) => id >= 1 && id <= (known ?? 0);
  return metadata.entities.filter((name) =>
    name === "user_id" ? !knows(user, store?.users) : !knows(movie, store?.movies),
  );
}

/** A value in the input wins; categories go by the store's index until the row is written. */
function take(input: Input, row: Columns): void {
  for (const [name, value] of input) {
    if (typeof value === "string") row.set(name, NAMES[name]?.indexOf(value) ?? Number.NaN);
    else row.set(name, value ?? Number.NaN);
  }
}
