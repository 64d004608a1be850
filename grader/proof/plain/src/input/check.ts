import type { Feature, Metadata } from "../model/metadata.ts";
import { nearest } from "./nearest.ts";

/** The values of one request that are as they should be, by key; null is a missing value. */
export type Input = ReadonlyMap<string, number | string | null>;

/** One wrong thing: a JSON pointer into the body, and what is wrong there. */
export interface FieldError {
  pointer: string;
  detail: string;
}

/** What a request may hold, from the model's metadata. */
export class InputCheck {
  readonly #features: ReadonlyMap<string, Feature>;
  readonly #entities: readonly string[];
  readonly #hasStore: boolean;

  constructor({ features, entities, feature_store }: Metadata) {
    this.#features = new Map(features.map((feature) => [feature.name, feature]));
    this.#entities = entities;
    this.#hasStore = feature_store !== null;
  }

  /** Reads a value of a body; `errors` gets what is wrong, with pointers below `at`. */
  read(value: unknown, at: string, errors: FieldError[]): Input {
    const input = new Map<string, number | string | null>();
    const fail = (pointer: string, detail: string) => errors.push({ pointer, detail });
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      fail(at, "expected an object");
      return input;
    }
    const given = new Map<string, unknown>(Object.entries(value));
    for (const name of this.#entities) {
      const id = given.get(name);
      if (typeof id === "number" && Number.isSafeInteger(id) && id > 0) input.set(name, id);
      else fail(`${at}/${name}`, "expected a positive whole number");
      given.delete(name);
    }
    for (const [name, feature] of this.#features) {
      const found = given.get(name);
      const optional = this.#hasStore || feature.missing;
      if (given.delete(name) || !optional) {
        const wrong = complaint(feature, found);
        if (wrong) fail(`${at}/${name}`, wrong);
        else input.set(name, found as number | string | null);
      }
    }
    for (const name of given.keys()) {
      const meant = nearest(name, [...this.#entities, ...this.#features.keys()]);
      const hint = meant ? `; did you mean ${meant}?` : "";
      fail(`${at}/${escaped(name)}`, `no such field${hint}`);
    }
    return input;
  }
}

function complaint(feature: Feature, value: unknown): string | undefined {
  if (value === null && feature.missing) return undefined;
  const orNull = feature.missing ? " or null" : "";
  if (feature.type === "categorical") {
    const known = typeof value === "string" && feature.categories.includes(value);
    return known ? undefined : `expected one of ${feature.categories.join(", ")}${orNull}`;
  }
  const { min, max, integer } = feature;
  const right = typeof value === "number" && value >= min && value <= max;
  if (right && (!integer || Number.isInteger(value))) return undefined;
  return `expected a ${integer ? "whole " : ""}number from ${min} to ${max}${orNull}`;
}

/** A key as part of a JSON pointer (RFC 6901). */
function escaped(name: string): string {
  return name.toWellFormed().slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1");
}
