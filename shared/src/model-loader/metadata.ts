import { z } from "zod";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a sha256 in lower-case hex");

const FeatureBase = {
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/),
  description: z.string(),
  /** Whether a request may leave it out or send null; the model then takes its missing-value branch. */
  missing: z.boolean(),
};

/** A numeric column: float64, in `unit`, within [min, max]. */
export const NumericFeature = z.strictObject({
  ...FeatureBase,
  type: z.literal("numeric"),
  unit: z.string(),
  min: z.number(),
  max: z.number(),
  integer: z.boolean(),
});

/** A categorical column: requests send the category's name, the model sees its index. */
export const CategoricalFeature = z.strictObject({
  ...FeatureBase,
  type: z.literal("categorical"),
  categories: z.array(z.string()).min(1),
});

/** One input column of a model, in tensor order. */
export const Feature = z.discriminatedUnion("type", [NumericFeature, CategoricalFeature]);
export type Feature = z.infer<typeof Feature>;

/** A number with its 95 % bootstrap interval. */
export const Interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

/** How one split was scored. `reliability` bins predictions: mean prediction against the observed rate. */
export const Evaluation = z.strictObject({
  split: z.enum(["time", "random"]),
  train_rows: z.int().positive(),
  test_rows: z.int().positive(),
  auc: Interval,
  log_loss: Interval,
  brier: Interval,
  accuracy: Interval,
  baseline: z.strictObject({ name: z.string(), auc: Interval, log_loss: Interval }),
  reliability: z.array(
    z.strictObject({
      from: z.number(),
      to: z.number(),
      rows: z.int(),
      mean_prediction: z.number(),
      observed_rate: z.number(),
    }),
  ),
});
export type Evaluation = z.infer<typeof Evaluation>;

/**
 * `metadata.json`, one per released model: what goes in, what comes out, where it came from.
 * `files` holds the sha256 and size of every other file of the release.
 */
export const Metadata = z.strictObject({
  format: z.literal(1),
  name: z.string(),
  version: z.string().regex(/^v\d+\.\d+\.\d+$/, "vMAJOR.MINOR.PATCH"),
  description: z.string(),
  trained_at: z.iso.datetime(),
  task: z.enum(["binary", "regression", "multiclass"]),
  classes: z.array(z.string()).min(2).nullable(),
  /** `prediction_class` is 1 where the probability is at least this (binary only). */
  threshold: z.number().nullable(),
  /** Ids the feature store resolves into columns; empty for a model that takes its features alone. */
  entities: z.array(z.string()),
  /** Name of the feature store that answers for the entities, or null. */
  feature_store: z.string().nullable(),
  features: z.array(Feature).min(1),
  files: z.record(z.string(), z.strictObject({ sha256: Sha256, bytes: z.int().nonnegative() })),
  data: z
    .strictObject({
      name: z.string(),
      citation: z.string(),
      rows: z.int().positive(),
      sha256: z.record(z.string(), Sha256),
    })
    .nullable(),
  evaluations: z.array(Evaluation),
  feature_importance: z.array(
    z.strictObject({ name: z.string(), gain: z.number(), splits: z.int() }),
  ),
  lineage: z.strictObject({
    trainer: z.string(),
    versions: z.record(z.string(), z.string()),
    parameters: z.record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.array(z.number())]),
    ),
    seed: z.int().nullable(),
    git_commit: z.string().nullable(),
  }),
});
export type Metadata = z.infer<typeof Metadata>;
