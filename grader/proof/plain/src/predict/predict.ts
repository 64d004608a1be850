import { fillRow } from "../features/fill-row.ts";
import { invalid } from "../http/problem.ts";
import { type FieldError, type Input, InputCheck } from "../input/check.ts";
import type { Metadata } from "../model/metadata.ts";
import type { Model } from "../model/read-model.ts";
import { ScoringQueue } from "./queue.ts";

const MOST_ITEMS = 1000;
const queue = new ScoringQueue();
const checks = new WeakMap<Metadata, InputCheck>();

function checkOf({ metadata }: Model): InputCheck {
  const check = checks.get(metadata) ?? new InputCheck(metadata);
  checks.set(metadata, check);
  return check;
}

/**
 * The answer to POST /predict.
 * @throws Problem 422 or 503
 */
export async function predict(model: Model, body: unknown, requestId: string) {
  const errors: FieldError[] = [];
  const input = checkOf(model).read(body, "", errors);
  if (errors.length > 0) throw invalid(errors);
  const { results, ms } = await score(model, [input]);
  return {
    request_id: requestId,
    ...Object.fromEntries(model.metadata.entities.map((name) => [name, input.get(name)])),
    ...results[0],
    model_version: model.metadata.version,
    inference_time_ms: ms,
    degraded: isDegraded(model),
  };
}

/**
 * The answer to POST /predict/batch: a bad item costs only itself.
 * @throws Problem 422 or 503
 */
export async function predictBatch(model: Model, body: unknown, requestId: string) {
  const items = itemsOf(body);
  const check = checkOf(model);
  const read = items.map((item, index) => {
    const errors: FieldError[] = [];
    return { input: check.read(item, `/items/${index}`, errors), errors };
  });
  const good = read.filter(({ errors }) => errors.length === 0);
  const { results, ms } = await score(
    model,
    good.map(({ input }) => input),
  );
  let next = 0;
  return {
    request_id: requestId,
    model_version: model.metadata.version,
    inference_time_ms: ms,
    degraded: isDegraded(model),
    succeeded: good.length,
    failed: items.length - good.length,
    results: read.map(({ errors }, index) => {
      if (errors.length > 0) return { index, error: { code: "invalid-request", errors } };
      next += 1;
      return { index, ...results[next - 1] };
    }),
  };
}

function itemsOf(body: unknown): unknown[] {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  if (!isObject) throw invalid([{ pointer: "", detail: "expected an object" }]);
  const { items, ...others } = body as { items?: unknown };
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid([{ pointer: "", detail: "expected items alone" }]);
  if (Array.isArray(items) && items.length >= 1 && items.length <= MOST_ITEMS) return items;
  throw invalid([{ pointer: "/items", detail: `expected a list of 1 to ${MOST_ITEMS}` }]);
}

async function score(model: Model, inputs: readonly Input[]) {
  const { forest, metadata } = model;
  const width = metadata.features.length;
  const table = new Float64Array(width * inputs.length);
  const unknown = inputs.map((input, row) => fillRow(model, input, table, row * width));
  if (inputs.length === 0) return { results: [], ms: 0 };
  const { scores, ms } = await queue.score(forest, table, inputs.length);
  const results = inputs.map((_, row) => {
    const prediction = scores[row] as number;
    const prediction_class = prediction >= metadata.threshold ? 1 : 0;
    return { prediction, prediction_class, unknown_ids: unknown[row] };
  });
  return { results, ms };
}

/** Whether the model's store is missing. */
export function isDegraded({ metadata, store }: Model): boolean {
  return metadata.feature_store !== null && store === undefined;
}
