import type { JsonSchema } from "./generate.ts";

export interface Media {
  schema?: JsonSchema;
}

interface Operation {
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/** The parts of an OpenAPI document that the fuzzer reads. */
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, JsonSchema> };
}
