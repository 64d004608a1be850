import { byKeyOrder } from "../feature-extractor/by-key-order.ts";
import type { Feature, Metadata } from "../model-loader/metadata.ts";
import type { PredictInput } from "./request-schema.ts";

type Rule = (value: unknown) => boolean;

/**
 * A quick look at one prediction's input: true only where `predictInput` of the same metadata
 * accepts it as it stands. Where it is false the schema decides, and words the errors.
 */
export function acceptInput(metadata: Metadata): (body: unknown) => body is PredictInput {
  const { entities, features, feature_store: store } = metadata;
  const rules = new Map<string, Rule>();
  for (const entity of entities) rules.set(entity, isId);
  for (const feature of features) rules.set(feature.name, ruleOf(feature));
  const required = [
    ...entities,
    ...features.flatMap(({ name, missing }) => (missing || store !== null ? [] : [name])),
  ];
  const rulesOf = byKeyOrder((key) => rules.get(key));
  return (body): body is PredictInput => {
    if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
    const expected = rulesOf(Object.keys(body));
    const values = Object.values(body);
    for (let index = 0; index < values.length; index += 1) {
      if (!expected[index]?.(values[index])) return false;
    }
    return required.every((name) => Object.hasOwn(body, name));
  };
}

function isId(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function ruleOf(feature: Feature): Rule {
  const { missing } = feature;
  if (feature.type === "categorical") {
    const categories = new Set<unknown>(feature.categories);
    return (value) => categories.has(value) || (missing && value === null);
  }
  const { min, max } = feature;
  const isNumber = feature.integer ? Number.isSafeInteger : Number.isFinite;
  return (value) =>
    isNumber(value)
      ? (value as number) >= min && (value as number) <= max
      : missing && value === null;
}
