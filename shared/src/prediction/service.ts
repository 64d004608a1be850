import { performance } from "node:perf_hooks";
import type { z } from "zod";
import { cachedScores, keyPrefix, type PredictionCache } from "../cache/index.ts";
import { ApiError, type FieldError } from "../errors/index.ts";
import { acceptInput } from "../http/accept-input.ts";
import { fieldErrors } from "../http/field-errors.ts";
import { batchEnvelope, type PredictInput, predictInput } from "../http/request-schema.ts";
import type {
  BatchFailure,
  BatchResponse,
  BatchSuccess,
  ModelResponse,
  PredictResponse,
} from "../http/response-schema.ts";
import { MODEL_FILES, type ModelLoader, type ServingModel } from "../model-loader/index.ts";
import type { Cancellation, Scored } from "../predictor/index.ts";

/** What a handler knows of the request it serves. */
export interface RequestContext {
  requestId: string;
  /** Turns true when the client has gone; its rows are then not scored. */
  signal?: Cancellation;
}

export interface PredictionServiceOptions {
  models: ModelLoader;
  /** Milliseconds a request may take until its rows are dropped. */
  deadlineMs: number;
  /** Items that a batch may have. */
  batchLimit: number;
  /** Where scores are looked for before they are computed. */
  cache?: PredictionCache | undefined;
  /** Told of every score, for metrics. */
  onScore?: (version: string, score: number) => void;
}

interface Contract {
  accepts: (body: unknown) => body is PredictInput;
  input: z.ZodType<PredictInput>;
  keys: readonly string[];
  /** Of its answers in the cache. */
  keyPrefix: string;
}

/**
 * Answers predictions, whatever framework carries them: validates against the answering model's
 * schema, extracts features, scores, and shapes the response.
 */
export class PredictionService {
  readonly #options: PredictionServiceOptions;
  readonly #contracts = new WeakMap<ServingModel, Contract>();
  readonly #envelope: ReturnType<typeof batchEnvelope>;

  constructor(options: PredictionServiceOptions) {
    this.#options = options;
    this.#envelope = batchEnvelope(options.batchLimit);
  }

  /**
   * @param body the parsed JSON of POST /predict
   * @throws ApiError `invalid-request`, `model-not-ready`, `overloaded`, `deadline-exceeded`
   */
  async predict(body: unknown, context: RequestContext): Promise<PredictResponse> {
    const model = this.#options.models.current;
    const contract = this.#contract(model);
    const validated = validate(contract, body);
    if ("errors" in validated) throw invalid(validated.errors);
    const { input } = validated;
    const row = new Float64Array(model.metadata.features.length);
    const { unknown } = model.extractor.extract(input, row, 0);
    const { scores, offset, inferenceMs } = await this.#scored(model, row, 1, context);
    const response: PredictResponse = {
      request_id: context.requestId,
      ...this.#score(model, scores, offset),
      unknown_ids: unknown as string[],
      model_version: model.version,
      inference_time_ms: inferenceMs,
      degraded: model.degraded,
    };
    for (const entity of model.metadata.entities) {
      (response as Record<string, unknown>)[entity] = input[entity];
    }
    return response;
  }

  /**
   * All items that are valid go through the engine as one submission; the others come back with
   * their errors in place.
   * @param body the parsed JSON of POST /predict/batch
   * @throws ApiError as {@link predict}; `invalid-request` only where the envelope is wrong
   */
  async predictBatch(body: unknown, context: RequestContext): Promise<BatchResponse> {
    const model = this.#options.models.current;
    const contract = this.#contract(model);
    const envelope = this.#envelope.safeParse(body);
    if (!envelope.success) throw invalid(fieldErrors(envelope.error, body, ["items"]));
    const { items } = envelope.data;
    const width = model.metadata.features.length;
    const rows = new Float64Array(items.length * width);
    const accepted: number[] = [];
    const unknowns: (readonly string[])[] = [];
    const results: (BatchSuccess | BatchFailure)[] = [];
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const validated = validate(contract, item, `/items/${index}`);
      if ("errors" in validated) {
        results[index] = { index, error: { code: "invalid-request", ...validated } };
        continue;
      }
      const offset = accepted.length * width;
      const { unknown } = model.extractor.extract(validated.input, rows, offset);
      accepted.push(index);
      unknowns.push(unknown);
    }
    let inferenceTimeMs = 0;
    if (accepted.length > 0) {
      const scored = await this.#scored(model, rows, accepted.length, context);
      inferenceTimeMs = scored.inferenceMs;
      for (let position = 0; position < accepted.length; position += 1) {
        const index = accepted[position] ?? 0;
        const score = this.#score(model, scored.scores, scored.offset + position * model.outputs);
        const result: BatchSuccess = {
          index,
          prediction: score.prediction,
          prediction_class: score.prediction_class,
          unknown_ids: unknowns[position] as string[],
        };
        if (score.probabilities) result.probabilities = score.probabilities;
        results[index] = result;
      }
    }
    return {
      request_id: context.requestId,
      model_version: model.version,
      inference_time_ms: inferenceTimeMs,
      degraded: model.degraded,
      succeeded: accepted.length,
      failed: items.length - accepted.length,
      results,
    };
  }

  /** What answers: GET /model. */
  describe(): ModelResponse {
    const model = this.#options.models.current;
    const { metadata } = model;
    return {
      name: metadata.name,
      version: model.version,
      description: metadata.description,
      task: metadata.task,
      threshold: metadata.threshold,
      engine: model.engine,
      trained_at: metadata.trained_at,
      loaded_at: model.loadedAt.toISOString(),
      age_seconds: (Date.now() - Date.parse(metadata.trained_at)) / 1000,
      degraded: model.degraded,
      feature_store: metadata.feature_store,
      entities: metadata.entities,
      features: metadata.features,
      files: metadata.files,
      evaluations: metadata.evaluations,
    };
  }

  #scored(
    model: ServingModel,
    values: Float64Array,
    count: number,
    { signal }: RequestContext,
  ): Promise<Scored> {
    const limits = { deadline: performance.now() + this.#options.deadlineMs, signal };
    const { cache } = this.#options;
    if (!cache) return model.batcher.submit(values, count, limits);
    const { metadata, outputs } = model;
    const rows = { values, count, width: metadata.features.length, outputs };
    // A model that is replaced meanwhile must not be closed before its rows are submitted.
    const release = model.batcher.hold();
    return cachedScores(cache, this.#contract(model).keyPrefix, rows, (missing, some) =>
      model.batcher.submit(missing, some, limits),
    ).finally(release);
  }

  #contract(model: ServingModel): Contract {
    let contract = this.#contracts.get(model);
    if (!contract) {
      const { entities, features, name, files } = model.metadata;
      const { version, engine } = model;
      contract = {
        accepts: acceptInput(model.metadata),
        input: predictInput(model.metadata),
        keys: [...entities, ...features.map((feature) => feature.name)],
        keyPrefix: keyPrefix({
          name,
          version,
          engine,
          sha256: files[MODEL_FILES[engine]]?.sha256 ?? "",
        }),
      };
      this.#contracts.set(model, contract);
    }
    return contract;
  }

  #score(model: ServingModel, scores: Float64Array, offset: number): Score {
    const { outputs, metadata } = model;
    if (metadata.task !== "multiclass") {
      const prediction = scores[offset] ?? Number.NaN;
      this.#options.onScore?.(model.version, prediction);
      const { threshold } = metadata;
      return {
        prediction,
        prediction_class: threshold === null ? null : Number(prediction >= threshold),
      };
    }
    const probabilities = Array.from(scores.subarray(offset, offset + outputs));
    const prediction = Math.max(...probabilities);
    this.#options.onScore?.(model.version, prediction);
    return { prediction, prediction_class: probabilities.indexOf(prediction), probabilities };
  }
}

type Score = Pick<PredictResponse, "prediction" | "prediction_class" | "probabilities">;

type Validated = { input: PredictInput } | { errors: FieldError[] };

function validate(contract: Contract, body: unknown, pointer = ""): Validated {
  if (contract.accepts(body)) return { input: body };
  const { success, data, error } = contract.input.safeParse(body);
  return success ? { input: data } : { errors: fieldErrors(error, body, contract.keys, pointer) };
}

function invalid(errors: FieldError[]): ApiError {
  const [first] = errors;
  const where = first?.pointer ? `${first.pointer}: ` : "";
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return new ApiError("invalid-request", `${where}${first?.detail}${more}`, { errors });
}
