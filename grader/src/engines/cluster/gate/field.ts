/** A value out of YAML, of which nothing is known. */
export type Loose = Readonly<Record<string, unknown>>;

/** Takes what is no mapping for an empty one: the API server will say what is wrong with it. */
export function mapping(value: unknown): Loose {
  const is = typeof value === "object" && value !== null && !Array.isArray(value);
  return is ? (value as Loose) : {};
}

/** The mappings of a list, each with its place in it. */
export function entries(value: unknown): [index: number, item: Loose][] {
  return Array.isArray(value) ? value.map((item, index) => [index, mapping(item)]) : [];
}

/** The texts of a list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
