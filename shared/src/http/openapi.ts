import { z } from "zod";
import { createDocument, type ZodOpenApiResponsesObject } from "zod-openapi";
import { CATALOGUE, ERROR_CODES, type ErrorCode } from "../errors/index.ts";
import type { Metadata } from "../model-loader/metadata.ts";
import { predictInput } from "./request-schema.ts";
import {
  BatchResponse,
  HealthResponse,
  ModelResponse,
  PredictResponse,
  ProblemSchema,
} from "./response-schema.ts";

/** Failures that the HTTP parser answers before any route is known. */
const CONNECTION: readonly ErrorCode[] = ["invalid-http", "request-timeout", "headers-too-large"];
const BODY: readonly ErrorCode[] = [
  "invalid-json",
  "body-too-large",
  "unsupported-media-type",
  "invalid-request",
];
const MODEL: readonly ErrorCode[] = ["model-not-ready", "overloaded", "deadline-exceeded"];

function responses(
  description: string,
  schema: z.ZodType,
  codes: readonly ErrorCode[] = [],
): ZodOpenApiResponsesObject {
  return { 200: { description, content: { "application/json": { schema } } }, ...problems(codes) };
}

function problems(codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy([...codes, ...CONNECTION, "internal" as const], (code) =>
    String(CATALOGUE[code].status),
  );
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status as `4${string}`,
      {
        description: of.map((code) => `\`${code}\`: ${CATALOGUE[code].title}.`).join(" "),
        content: { "application/problem+json": { schema: ProblemSchema } },
        ...(status === "503" && {
          headers: z.object({ "retry-after": z.string().optional() }),
        }),
      },
    ]),
  );
}

function text(description: string, type: string): ZodOpenApiResponsesObject {
  return {
    200: { description, content: { [type]: { schema: z.string() } } },
    ...problems([]),
  };
}

/**
 * The OpenAPI 3.1 document of the API while it serves this model. The request schema is the one
 * that validates, so the document cannot promise what the API does not do.
 */
export function openApiDocument(metadata: Metadata, batchLimit: number) {
  const input = predictInput(metadata).meta({ id: "PredictRequest" });
  const batch = z
    .strictObject({ items: z.array(input).min(1).max(batchLimit) })
    .meta({ id: "BatchRequest" });
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: `Prediction API: ${metadata.name}`,
      version: metadata.version,
      description:
        `${metadata.description}\n\nFailures are RFC 9457 problem documents with a stable code:\n\n` +
        ERROR_CODES.map((code) => `- \`${code}\`: ${CATALOGUE[code].cure}`).join("\n"),
    },
    paths: {
      "/predict": {
        post: {
          operationId: "predict",
          summary: "Score one row",
          requestBody: { required: true, content: { "application/json": { schema: input } } },
          responses: responses("The prediction.", PredictResponse, [...BODY, ...MODEL]),
        },
      },
      "/predict/batch": {
        post: {
          operationId: "predictBatch",
          summary: `Score 1 to ${batchLimit} rows in one run; a bad item costs only itself`,
          requestBody: { required: true, content: { "application/json": { schema: batch } } },
          responses: responses("One result for each item, in order.", BatchResponse, [
            ...BODY,
            ...MODEL,
          ]),
        },
      },
      "/model": {
        get: {
          operationId: "describeModel",
          summary: "The model that answers: version, schema, lineage",
          responses: responses("The model.", ModelResponse, ["model-not-ready"]),
        },
      },
      "/health/live": {
        get: {
          operationId: "live",
          summary: "Is the process alive? A restart would help where this fails",
          responses: responses("Alive.", HealthResponse),
        },
      },
      "/health/ready": {
        get: {
          operationId: "ready",
          summary: "May traffic come? 503 before a model is loaded and while shutting down",
          responses: responses("Ready.", HealthResponse, ["model-not-ready", "shutting-down"]),
        },
      },
      "/metrics": {
        get: {
          operationId: "metrics",
          summary: "Metrics in Prometheus' text format",
          responses: text("The exposition.", "text/plain"),
        },
      },
    },
  });
}
