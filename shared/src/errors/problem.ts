import { CATALOGUE, type ErrorCode } from "./catalogue.ts";

/** One thing wrong with a request: where (JSON pointer into the body) and what. */
export interface FieldError {
  pointer: string;
  detail: string;
}

/** An RFC 9457 problem, as sent with content-type application/problem+json. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  instance: string;
  request_id: string;
  cure: string;
  errors?: FieldError[];
}

interface ApiErrorOptions {
  errors?: FieldError[];
  retryAfterSeconds?: number;
  allow?: string;
  cause?: unknown;
}

/** An expected failure with a code of the catalogue. `message` is sent to the client as `detail`. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  /** Extra response headers: Retry-After, Allow. */
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, detail: string, options: ApiErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = CATALOGUE[code].status;
    this.errors = options.errors;
    this.headers = {};
    if (options.retryAfterSeconds !== undefined) {
      this.headers["retry-after"] = String(Math.max(1, Math.ceil(options.retryAfterSeconds)));
    }
    if (options.allow !== undefined) this.headers.allow = options.allow;
  }
}

/** Refusals are made by the thousand under overload, so they skip the stack trace. */
export function refusal(code: ErrorCode, detail: string, retryAfterSeconds: number): ApiError {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new ApiError(code, detail, { retryAfterSeconds });
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/**
 * The problem document for any thrown value. Whatever is not an {@link ApiError} becomes
 * `internal`, and nothing of it reaches the client.
 */
export function toProblem(error: unknown, instance: string, requestId: string): Problem {
  const known = error instanceof ApiError && error.status !== 500 ? error : undefined;
  const code = known?.code ?? "internal";
  const entry = CATALOGUE[code];
  const problem: Problem = {
    type: `/errors#${code}`,
    title: entry.title,
    status: entry.status,
    code,
    detail: (known?.message ?? `${entry.title}.`).toWellFormed(),
    instance: instance.toWellFormed(),
    request_id: requestId,
    cure: entry.cure,
  };
  if (known?.errors) problem.errors = known.errors;
  return problem;
}

/** Response headers that go with a thrown value. */
export function problemHeaders(error: unknown): Record<string, string> {
  return {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    ...(error instanceof ApiError ? error.headers : {}),
  };
}
