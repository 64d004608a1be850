import type { Feature, Metadata } from "../model/metadata.ts";

/** The OpenAPI document of the API while it serves this model. */
export function openApi(metadata: Metadata) {
  return {
    openapi: "3.1.0",
    info: { title: metadata.name, version: metadata.version, description: metadata.description },
    paths: {
      "/predict": { post: operation("Score one row", PREDICTION, "PredictRequest", 503) },
      "/predict/batch": { post: operation("Score rows", BATCH, "BatchRequest", 503) },
      "/health/live": { get: operation("Is the process alive?", HEALTH) },
      "/health/ready": { get: operation("May traffic come?", HEALTH, undefined, 503) },
      "/model": { get: operation("The model that answers", { type: "object" }, undefined, 503) },
      "/metrics": { get: { summary: "Prometheus metrics", responses: { 200: text() } } },
    },
    components: {
      schemas: {
        PredictRequest: {
          type: "object",
          properties: Object.fromEntries([
            ...metadata.entities.map((name) => [name, { type: "integer", minimum: 1 }]),
            ...metadata.features.map((feature) => [feature.name, schemaOf(feature)]),
          ]),
          required: metadata.entities,
          additionalProperties: false,
        },
        BatchRequest: {
          type: "object",
          properties: {
            items: {
              type: "array",
              items: reference("PredictRequest"),
              minItems: 1,
              maxItems: 1000,
            },
          },
          required: ["items"],
          additionalProperties: false,
        },
        Problem: PROBLEM,
      },
    },
  };
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const strings = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { type: "string" }]));
const HEALTH = { type: "object", properties: strings("status", "model_version") };
const SCORE = {
  prediction: { type: "number", minimum: 0, maximum: 1 },
  prediction_class: { type: "integer" },
  unknown_ids: { type: "array", items: { type: "string" } },
};
const RUN = {
  ...strings("request_id", "model_version"),
  inference_time_ms: { type: "number" },
  degraded: { type: "boolean" },
};
const PREDICTION = { type: "object", properties: { ...RUN, ...SCORE } };
const BATCH = {
  type: "object",
  properties: {
    ...RUN,
    succeeded: { type: "integer" },
    failed: { type: "integer" },
    results: {
      type: "array",
      items: {
        type: "object",
        properties: { index: { type: "integer" }, ...SCORE, error: { type: "object" } },
      },
    },
  },
};
const PROBLEM = {
  type: "object",
  properties: {
    ...strings("type", "title", "detail", "code", "request_id"),
    status: { type: "integer" },
    errors: { type: "array", items: { type: "object", properties: strings("pointer", "detail") } },
  },
};

function operation(summary: string, schema: object, request?: string, ...others: number[]) {
  const statuses = [...(request ? [400, 413, 415, 422] : []), 408, 431, 500, ...others];
  const problem = { content: { "application/problem+json": { schema: reference("Problem") } } };
  return {
    summary,
    ...(request && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: reference(request) } },
      },
    }),
    responses: {
      200: { description: "Done.", content: { "application/json": { schema } } },
      ...Object.fromEntries(
        statuses.map((status) => [status, { description: "A problem document.", ...problem }]),
      ),
    },
  };
}

function text() {
  return { description: "The metrics.", content: { "text/plain": { schema: { type: "string" } } } };
}

function schemaOf(feature: Feature) {
  const { description, missing } = feature;
  if (feature.type === "categorical") {
    const values: (string | null)[] = feature.categories;
    return { description, enum: missing ? [...values, null] : values };
  }
  const type = feature.integer ? "integer" : "number";
  const { min, max, unit } = feature;
  return {
    description: `${description} (${unit})`,
    type: missing ? [type, "null"] : type,
    minimum: min,
    maximum: max,
  };
}
