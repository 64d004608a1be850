import type { Answer, Call, Target } from "../target.ts";
import { generate, type JsonSchema } from "./generate.ts";
import { mutateBytes, mutateValue } from "./mutate.ts";
import type { OpenApi } from "./open-api.ts";
import { Random } from "./random.ts";

export interface FuzzOptions {
  requests: number;
  seed: number;
  /** Requests under way at once. */
  concurrency?: number;
  onProgress?: (sent: number) => void;
}

export interface FuzzResult {
  /** Answers by "METHOD path status". */
  seen: Map<string, number>;
  /** The first 20 answers that the document does not allow, with what was sent. */
  violations: string[];
}

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
const TYPES = ["text/plain", "application/json; charset=utf-16", "multipart/form-data", "json", ""];
const PATHS = [
  "/",
  "/predict/",
  "/Predict",
  "/predict/batch/1",
  "/.env",
  "/%zz",
  "/predict%00",
  "/health",
];

/**
 * Sends random requests made from the API's own OpenAPI document (allowed, nearly allowed and
 * hopeless ones) and holds every answer against it: the status must be documented for that
 * operation, the body must match the schema of that status.
 */
export async function fuzz(
  target: Target,
  document: OpenApi,
  options: FuzzOptions,
): Promise<FuzzResult> {
  const random = new Random(options.seed);
  const { ResponseSchemas } = await import("./response-schemas.ts");
  const schemas = new ResponseSchemas(document);
  const result: FuzzResult = { seen: new Map(), violations: [] };
  let sent = 0;
  async function worker(): Promise<void> {
    while (sent < options.requests && result.violations.length < 20) {
      sent += 1;
      const number = sent;
      if (number % 1000 === 0) options.onProgress?.(number);
      const call = randomCall(document, random);
      let answer: Answer;
      try {
        answer = await target.request(call);
      } catch (error) {
        result.violations.push(`#${number} ${describe(call)}: no answer: ${String(error)}`);
        continue;
      }
      const key = `${call.method} ${document.paths[call.path] ? call.path : "elsewhere"} ${answer.status}`;
      result.seen.set(key, (result.seen.get(key) ?? 0) + 1);
      const wrong = schemas.check(call, answer);
      if (wrong) result.violations.push(`#${number} ${describe(call)}: ${wrong}`);
    }
  }
  await Promise.all(Array.from({ length: options.concurrency ?? 8 }, worker));
  return result;
}

/** One random request made from the document: allowed, nearly allowed or hopeless. */
export function randomCall(document: OpenApi, random: Random): Call {
  const known = random.pick(Object.keys(document.paths));
  const path = random.chance(0.03)
    ? random.pick(PATHS)
    : random.chance(0.7)
      ? predictPath(random)
      : known;
  const operations = document.paths[path] ?? {};
  const method = random.chance(0.03)
    ? random.pick(METHODS)
    : (Object.keys(operations)[0] ?? "get").toUpperCase();
  const schema = operations[method.toLowerCase()]?.requestBody?.content["application/json"]?.schema;
  if (!schema) return { method, path };
  const value = generate(schema, random, (reference) => resolve(document, reference));
  const text = random.chance(0.4) ? JSON.stringify(value) : mutateValue(value, random);
  const type = random.chance(0.03) ? random.pick(TYPES) : "application/json";
  return {
    method,
    path,
    headers: type ? { "content-type": type } : {},
    body: random.chance(0.4) ? Buffer.from(text) : mutateBytes(text, random),
  };
}

function predictPath(random: Random): string {
  return random.chance(0.7) ? "/predict" : "/predict/batch";
}

function resolve(document: OpenApi, reference: string): JsonSchema {
  const schema = document.components?.schemas?.[reference.split("/").at(-1) ?? ""];
  if (!schema) throw new Error(`the document refers to ${reference}, which it does not hold`);
  return schema;
}

function describe(call: Call): string {
  const body = call.body instanceof Uint8Array ? Buffer.from(call.body).toString("latin1") : "";
  return `${call.method} ${call.path} ${JSON.stringify(call.headers ?? {})} ${body.slice(0, 300)}`;
}
