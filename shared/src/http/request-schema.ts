import { z } from "zod";
import type { Feature, Metadata } from "../model-loader/metadata.ts";

/** One prediction's input after validation: ids, and the features that the caller gave. */
export type PredictInput = Readonly<Record<string, number | string | null | undefined>>;

const Id = z.int().positive();

function valueSchema(feature: Feature): z.ZodType<number | string> {
  if (feature.type === "categorical") return z.enum(feature.categories as [string, ...string[]]);
  return (feature.integer ? z.int() : z.number()).min(feature.min).max(feature.max);
}

function featureSchema(
  feature: Feature,
  hasStore: boolean,
): z.ZodType<number | string | null | undefined> {
  const value = valueSchema(feature);
  const nullable = feature.missing ? value.nullable() : value;
  return feature.missing || hasStore ? nullable.optional() : nullable;
}

/**
 * The schema of one prediction, as the model's metadata describes it: its entities are required
 * ids; a feature is optional where the feature store can answer for it or the model takes missing
 * values, and null says "missing" outright. Keys the model does not know are refused.
 */
export function predictInput(metadata: Metadata): z.ZodType<PredictInput> {
  const shape: Record<string, z.ZodType<number | string | null | undefined>> = {};
  for (const entity of metadata.entities) {
    shape[entity] = Id.meta({ description: `Id that the feature store answers for (${entity}).` });
  }
  for (const feature of metadata.features) {
    shape[feature.name] = featureSchema(feature, metadata.feature_store !== null).meta({
      description:
        feature.type === "numeric" && feature.unit
          ? `${feature.description} (${feature.unit})`
          : feature.description,
    });
  }
  return z.strictObject(shape);
}

/** The envelope of a batch; its items are checked one by one, so that one bad item costs only itself. */
export function batchEnvelope(limit: number) {
  return z.strictObject({ items: z.array(z.unknown()).min(1).max(limit) });
}
