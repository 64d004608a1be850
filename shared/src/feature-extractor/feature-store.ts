/** A column that a store can answer. `categories` in the order of the store's own indices. */
export interface StoreColumn {
  readonly name: string;
  readonly categories?: readonly string[];
}

/** Answers for ids what a request leaves out. */
export interface FeatureStore {
  readonly name: string;
  /** The ids it is asked by, such as user_id. At most 8. */
  readonly entities: readonly string[];
  readonly columns: readonly StoreColumn[];
  /** Whether ages, genders and occupations were drawn at random instead of taken from the data. */
  readonly synthetic: boolean;
  /**
   * Completes a row in place: every column that the caller did not give, so that what is derived
   * follows what was given.
   * @param ids one per entity; anything but a whole number is an id nobody knows
   * @param values one float64 per column; NaN is missing
   * @param given one flag per column: 1 where `values` holds the caller's own
   * @returns bit i is 1 where `entities[i]` is not known and priors stand in
   */
  complete(ids: Float64Array, values: Float64Array, given: Uint8Array): number;
}

/** A store that cannot be used. `message` says what was expected, what was found and what to do. */
export class FeatureStoreError extends Error {
  override readonly name = "FeatureStoreError";
}
