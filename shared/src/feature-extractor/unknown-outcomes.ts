/** The entities whose ids the store does not know: priors answered for them. */
export interface Extracted {
  readonly unknown: readonly string[];
}

/**
 * What to return for each set of ids that a store does not know, made once, shared and frozen.
 * An entity that the store does not have is always unknown.
 * @param known the store's entities
 * @returns from a bit for each of `known`, 1 where its id is unknown
 */
export function unknownOutcomes(
  entities: readonly string[],
  known: readonly string[],
): (unknown: number) => Extracted {
  const outcomes = Array.from({ length: 2 ** known.length }, (_, bits) => {
    const unknown = entities.filter((entity) => {
      const index = known.indexOf(entity);
      return index < 0 || ((bits >>> index) & 1) === 1;
    });
    return Object.freeze({ unknown: Object.freeze(unknown) });
  });
  return (unknown) => {
    const outcome = outcomes[unknown];
    if (!outcome) throw new RangeError(`${unknown} has a bit for no entity of ${known.join(", ")}`);
    return outcome;
  };
}
