import type { Random } from "./random.ts";

/** The part of JSON Schema that the API's document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

/** A value that the schema allows. `resolve` follows a $ref. */
export function generate(
  schema: JsonSchema,
  random: Random,
  resolve: (reference: string) => JsonSchema,
): unknown {
  if (schema.$ref) return generate(resolve(schema.$ref), random, resolve);
  if (schema.anyOf) return generate(random.pick(schema.anyOf), random, resolve);
  if (schema.enum) return random.pick(schema.enum);
  if (schema.const !== undefined) return schema.const;
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  const { minimum = 0, maximum = 1000 } = schema;
  switch (type) {
    case "object": {
      const required = new Set(schema.required);
      const entries = Object.entries(schema.properties ?? {})
        .filter(([name]) => required.has(name) || random.chance(0.5))
        .map(([name, property]) => [name, generate(property, random, resolve)]);
      return Object.fromEntries(entries);
    }
    case "array": {
      const length = random.integer(schema.minItems ?? 0, Math.min(schema.maxItems ?? 4, 4));
      return Array.from({ length }, () => generate(schema.items ?? {}, random, resolve));
    }
    case "integer":
      return random.integer(minimum, Math.min(maximum, minimum + 100_000));
    case "number":
      return minimum + random.next() * (maximum - minimum);
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    default:
      return "text";
  }
}
