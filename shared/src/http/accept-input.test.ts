import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Random } from "../http-contract/fuzz/random.ts";
import { Metadata } from "../model-loader/index.ts";
import { acceptInput } from "./accept-input.ts";
import { predictInput } from "./request-schema.ts";

const release = new URL("../../../models/releases/v1.1.0/", import.meta.url);
const released = Metadata.parse(
  JSON.parse(readFileSync(new URL("metadata.json", release), "utf8")),
);

const ODD = [
  null,
  true,
  "",
  "M",
  "student",
  "1",
  -1,
  0,
  -0,
  0.5,
  1,
  2,
  30,
  1999,
  2 ** 53,
  1e308,
  NaN,
  Infinity,
  [],
  {},
];
const BODIES = 20_000;

it.each([
  ["a model with a feature store", released],
  ["a model that takes its features alone", { ...released, feature_store: null, entities: [] }],
])("agrees with the schema of %s", (_what, metadata) => {
  const schema = predictInput(metadata);
  const accepts = acceptInput(metadata);
  const random = new Random(7);
  const names = [...metadata.entities, ...metadata.features.map(({ name }) => name)];
  const counts = { accepted: 0, refused: 0 };
  const plausible = (name: string): unknown => {
    const feature = metadata.features.find((each) => each.name === name);
    if (!feature) return random.integer(1, 900);
    if (feature.type === "categorical") return random.pick([...feature.categories]);
    const value = random.pick([feature.min, feature.max, (feature.min + feature.max) / 2]);
    return feature.integer ? Math.floor(value) : value;
  };
  for (let index = 0; index < BODIES; index += 1) {
    const kept = random.chance(0.5) ? names : names.filter(() => random.chance(0.9));
    const body = Object.fromEntries(
      kept.map((name) => [name, random.chance(0.02) ? random.pick(ODD) : plausible(name)]),
    );
    if (random.chance(0.05)) body[random.pick(["agee", "constructor", "toString"])] = 1;
    const parsed = schema.safeParse(body);
    expect({ body, accepted: accepts(body) }).toEqual({ body, accepted: parsed.success });
    if (parsed.success) expect(parsed.data).toEqual(body);
    counts[parsed.success ? "accepted" : "refused"] += 1;
  }
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(BODIES / 20);
});

it("leaves what is no plain object, and its own __proto__, to the schema", () => {
  const accepts = acceptInput(released);
  const ids = { user_id: 1, movie_id: 2 };
  expect(accepts(ids)).toBe(true);
  const polluted: unknown = JSON.parse('{"user_id":1,"movie_id":2,"__proto__":{"age":5}}');
  for (const body of [null, undefined, 5, "x", [], [ids], polluted]) {
    expect(accepts(body)).toBe(false);
  }
});
