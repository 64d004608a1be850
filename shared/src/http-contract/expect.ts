import { ContractFailure } from "./contract-failure.ts";
import type { Answer } from "./target.ts";

const SHOWN = 300;

/** Fails unless `holds`. */
export function demand(holds: boolean, expected: string, received: unknown): asserts holds {
  if (holds) return;
  const text = typeof received === "string" ? received : inJson(received);
  throw new ContractFailure(expected, text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

/** An answer can be nested more deeply than JSON.stringify goes. */
function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "nothing";
  } catch {
    return "a value that is nested too deeply to be shown";
  }
}

/** Fails unless the answer has this status; shows the start of the body. */
export function demandStatus(answer: Answer, status: number, of: string): void {
  demand(
    answer.status === status,
    `status ${status} for ${of}`,
    `${answer.status} ${answer.text.slice(0, SHOWN)}`,
  );
}

/** The body as a JSON object. */
export function jsonOf(answer: Answer, of: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch {
    demand(false, `a JSON body for ${of}`, answer.text);
  }
  demand(
    typeof value === "object" && value !== null && !Array.isArray(value),
    `a JSON object for ${of}`,
    answer.text,
  );
  return value as Record<string, unknown>;
}

/**
 * Fails unless the answer is an RFC 9457 problem of this status: right content type, the fields
 * of the standard, a stable code, the request id, and nothing of the inside.
 */
export function demandProblem(answer: Answer, status: number, of: string): Record<string, unknown> {
  demandStatus(answer, status, of);
  demand(
    (answer.headers["content-type"] ?? "").startsWith("application/problem+json"),
    `content-type application/problem+json for ${of}`,
    answer.headers["content-type"] ?? "none",
  );
  const problem = jsonOf(answer, of);
  for (const field of ["type", "title", "detail", "code", "request_id"]) {
    demand(typeof problem[field] === "string", `a string in "${field}" for ${of}`, problem);
  }
  demand(problem.status === status, `"status": ${status} in the problem for ${of}`, problem);
  demand(
    !/node_modules|\bat [^ ]+ \(|\.(ts|js):\d+/.test(answer.text),
    `no stack trace in the answer to ${of}`,
    answer.text,
  );
  return problem;
}

/** Fails unless one of the problem's errors points at `pointer`. */
export function demandPointer(
  problem: Record<string, unknown>,
  pointer: string,
  of: string,
): { pointer: string; detail: string } {
  const errors = Array.isArray(problem.errors) ? problem.errors : [];
  const hit = errors.find((each) => each?.pointer === pointer);
  demand(
    typeof hit?.detail === "string",
    `an entry of "errors" with pointer "${pointer}" and a "detail" for ${of}`,
    problem,
  );
  return hit;
}
