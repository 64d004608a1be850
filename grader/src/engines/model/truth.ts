import { predictInput } from "@workshop/serving";
import { createExtractor } from "@workshop/serving/feature-extractor";
import type { Random } from "@workshop/serving/http-contract";
import { type Feature, readGolden, readVerified } from "@workshop/serving/model-loader";
import { openWalkerEngine } from "@workshop/serving/predictor";
import { champion } from "./models.ts";

type Value = number | string | null;

/** A row with every feature, and the champion's probability for it. */
export interface TrueAnswer {
  readonly features: Readonly<Record<string, Value>>;
  readonly probability: number;
}

/** Golden rows of the champion that a request may hold, `count` of them at random. */
export async function validGolden(count: number, random: Random): Promise<TrueAnswer[]> {
  const { store, metadata } = await champion();
  const golden = await readGolden(store, metadata);
  const schema = predictInput({ ...metadata, entities: [] });
  const valid = (golden?.cases ?? []).filter(({ features }) => schema.safeParse(features).success);
  return Array.from({ length: count }, () => random.pick(valid));
}

/** Rows made up just now, scored by the champion in this process: no table can hold their answers. */
export async function scoreTruth(count: number, random: Random): Promise<TrueAnswer[]> {
  const { store, metadata } = await champion();
  const text = Buffer.from(await readVerified(store, metadata, "model.txt")).toString("utf8");
  const engine = openWalkerEngine(text);
  const extractor = createExtractor(metadata, null);
  const rows = Array.from({ length: count }, () =>
    Object.fromEntries(metadata.features.map((each) => [each.name, randomValue(each, random)])),
  );
  const table = new Float64Array(count * engine.features);
  for (const [index, features] of rows.entries()) {
    extractor.extract(features, table, index * engine.features);
  }
  const scores = await engine.run(table, count);
  await engine.close();
  return rows.map((features, index) => ({ features, probability: scores[index] ?? Number.NaN }));
}

/** A value a request may hold. Counts are drawn evenly over their magnitudes, as real ones are. */
function randomValue(feature: Feature, random: Random): Value {
  if (feature.missing && random.chance(0.2)) return null;
  if (feature.type === "categorical") return random.pick(feature.categories);
  const { min, max, integer } = feature;
  if (!integer) return min + random.next() * (max - min);
  if (max - min <= 300) return random.integer(min, max);
  return Math.min(max, min + Math.floor(Math.exp(random.next() * Math.log(1000))) - 1);
}
