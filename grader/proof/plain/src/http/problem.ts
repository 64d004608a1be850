import { STATUS_CODES } from "node:http";
import type { FieldError } from "../input/check.ts";

export interface ProblemDetails {
  errors?: readonly FieldError[];
  headers?: Readonly<Record<string, string>>;
}

/** A refusal, as RFC 9457 has it. `message` is for the caller. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, detail: string, details: ProblemDetails = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = details.errors;
    this.headers = details.headers ?? {};
  }
}

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** The body of a problem document. */
export function problemText(problem: Problem, requestId: string): string {
  const { status, code, message, errors } = problem;
  return JSON.stringify({
    type: `urn:problem:${code}`,
    title: STATUS_CODES[status],
    status,
    code,
    detail: message.toWellFormed(),
    request_id: requestId,
    ...(errors && { errors }),
  });
}

export function notReady(reason: string): Problem {
  const detail = `No model is loaded: ${reason}.`;
  return new Problem(503, "model-not-ready", detail, { headers: { "retry-after": "1" } });
}

export function overloaded(): Problem {
  const detail = "More work is waiting than can be done in time.";
  return new Problem(503, "overloaded", detail, { headers: { "retry-after": "1" } });
}

export function invalid(errors: readonly FieldError[]): Problem {
  return new Problem(422, "invalid-request", "The request has not the expected shape.", { errors });
}
