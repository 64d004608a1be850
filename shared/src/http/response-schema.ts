import { z } from "zod";
import { ERROR_CODES } from "../errors/index.ts";

const Prediction = {
  prediction: z.number().meta({
    description: "Probability of the positive class, or the predicted value.",
    example: 0.85,
  }),
  prediction_class: z
    .int()
    .nullable()
    .meta({ description: "1 where the prediction reaches the threshold.", example: 1 }),
  unknown_ids: z.array(z.string()).meta({
    description: "Ids the feature store has no history for; answered from the model's priors.",
  }),
};

export const ClassProbabilities = z
  .array(z.number())
  .optional()
  .meta({ description: "Multiclass models only: one probability for each class." });

/** Answer of POST /predict. Ids come back as they were sent. */
export const PredictResponse = z
  .object({
    request_id: z.string(),
    user_id: z.int().optional(),
    movie_id: z.int().optional(),
    ...Prediction,
    probabilities: ClassProbabilities,
    model_version: z.string().meta({ example: "v1.1.0" }),
    inference_time_ms: z
      .number()
      .meta({ description: "Time of the engine run this row was part of.", example: 0.2 }),
    degraded: z.boolean().meta({ description: "True while the feature store cannot be reached." }),
  })
  .meta({ id: "PredictResponse" });
export type PredictResponse = z.infer<typeof PredictResponse>;

/** One wrong thing in a request. */
export const FieldErrorSchema = z
  .object({
    pointer: z.string().meta({ description: "JSON pointer into the body.", example: "/age" }),
    detail: z.string(),
  })
  .meta({ id: "FieldError" });

/** RFC 9457 problem document. */
export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES as [string, ...string[]]),
    detail: z.string(),
    instance: z.string(),
    request_id: z.string(),
    cure: z.string(),
    errors: z.array(FieldErrorSchema).optional(),
  })
  .meta({ id: "Problem" });

/** One item of a batch that was scored. */
export const BatchSuccess = z
  .object({ index: z.int(), ...Prediction, probabilities: ClassProbabilities })
  .meta({ id: "BatchSuccess" });
export type BatchSuccess = z.infer<typeof BatchSuccess>;

/** One item of a batch that was refused. */
export const BatchFailure = z
  .object({
    index: z.int(),
    error: z.object({ code: z.string(), errors: z.array(FieldErrorSchema) }),
  })
  .meta({ id: "BatchFailure" });
export type BatchFailure = z.infer<typeof BatchFailure>;

/** Answer of POST /predict/batch: `results[i].index` is i. */
export const BatchResponse = z
  .object({
    request_id: z.string(),
    model_version: z.string(),
    inference_time_ms: z.number(),
    degraded: z.boolean(),
    succeeded: z.int(),
    failed: z.int(),
    results: z.array(z.union([BatchSuccess, BatchFailure])),
  })
  .meta({ id: "BatchResponse" });
export type BatchResponse = z.infer<typeof BatchResponse>;

/** Answer of GET /health/live and GET /health/ready. */
export const HealthResponse = z
  .object({ status: z.literal("ok"), model_version: z.string().optional() })
  .meta({ id: "HealthResponse" });

/** Answer of GET /model. */
export const ModelResponse = z
  .object({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    task: z.enum(["binary", "regression", "multiclass"]),
    threshold: z.number().nullable(),
    engine: z.enum(["walker", "onnx"]),
    trained_at: z.string(),
    loaded_at: z.string(),
    age_seconds: z.number(),
    degraded: z.boolean(),
    feature_store: z.string().nullable(),
    entities: z.array(z.string()),
    features: z.array(z.record(z.string(), z.unknown())),
    files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.int() })),
    evaluations: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: "ModelResponse" });
export type ModelResponse = z.infer<typeof ModelResponse>;
