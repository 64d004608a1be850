import type { Metadata } from "../model-loader/metadata.ts";
import { byKeyOrder } from "./by-key-order.ts";
import { compileColumns, isSame } from "./compile-columns.ts";
import type { FeatureStore } from "./feature-store.ts";
import { type Extracted, unknownOutcomes } from "./unknown-outcomes.ts";

/** One prediction's input: ids and features by name; categories by name, null for missing. */
export type ExtractorInput = Readonly<Record<string, number | string | null | undefined>>;

/** Turns inputs into rows of a model's input tensor. */
export interface Extractor {
  /**
   * Writes one row: the input's own values, else what the feature store answers for its ids, else
   * NaN, which is missing.
   * @param row float64 columns in the order of the metadata, from `offset` on
   */
  extract(input: ExtractorInput, row: Float64Array, offset: number): Extracted;
}

const NO_STORE: Pick<FeatureStore, "entities" | "columns" | "complete"> = {
  entities: [],
  columns: [],
  complete: () => 0,
};

/**
 * Compiles the way from inputs to rows for one model.
 * @param store answers for the entities; null where the model takes its features alone, or where
 *   the store cannot be opened: no id is then known
 */
export function createExtractor(
  metadata: Pick<Metadata, "entities" | "features">,
  store: FeatureStore | null,
): Extractor {
  const source = store ?? NO_STORE;
  const columns = compileColumns(metadata.features, source.columns);
  const sources = Int32Array.from(columns, ({ source: from }) => from);
  const translations = columns.map(({ translation }) => translation);
  // Then a completed row of the store is the model's as it stands.
  const same = columns.length === source.columns.length && columns.every(isSame);
  const unsourced = columns.flatMap((column) => (column.source < 0 ? [column.position] : []));
  const byName = new Map(columns.map((column) => [column.name, column]));
  const columnsOf = byKeyOrder((name) => byName.get(name));
  const outcomes = unknownOutcomes(metadata.entities, source.entities);
  // One call at a time uses these three: nothing in extract() waits.
  const ids = new Float64Array(source.entities.length);
  const values = new Float64Array(source.columns.length);
  const given = new Uint8Array(source.columns.length);

  const fromStore = (row: Float64Array, offset: number) => {
    for (let position = 0; position < sources.length; position += 1) {
      const from = sources[position] ?? -1;
      if (from < 0 || given[from]) continue;
      const value = values[from] ?? Number.NaN;
      const translation = translations[position];
      row[offset + position] = translation ? (translation[value] ?? Number.NaN) : value;
    }
  };

  return {
    extract(input, row, offset) {
      for (const position of unsourced) row[offset + position] = Number.NaN;
      given.fill(0);
      const named = columnsOf(Object.keys(input));
      const inputs = Object.values(input);
      for (let index = 0; index < inputs.length; index += 1) {
        const value = inputs[index];
        const column = named[index];
        if (value === undefined || !column) continue;
        row[offset + column.position] = numberOf(value, column.indices);
        if (column.source < 0) continue;
        values[column.source] = numberOf(value, column.sourceIndices);
        given[column.source] = 1;
      }
      for (let index = 0; index < ids.length; index += 1) {
        const id = input[source.entities[index] ?? ""];
        ids[index] = typeof id === "number" ? id : Number.NaN;
      }
      const unknown = source.complete(ids, values, given);
      if (same) row.set(values, offset);
      else fromStore(row, offset);
      return outcomes(unknown);
    },
  };
}

function numberOf(
  value: number | string | null,
  indices: ReadonlyMap<string, number> | undefined,
): number {
  if (typeof value === "number") return value;
  return value === null ? Number.NaN : (indices?.get(value) ?? Number.NaN);
}
