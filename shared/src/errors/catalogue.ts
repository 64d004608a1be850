/** What the API can answer besides success: the one list that code, docs and OpenAPI are held to. */
export const CATALOGUE = {
  "invalid-json": {
    status: 400,
    title: "The body is not valid JSON",
    cure: "Send one JSON object, encoded as UTF-8.",
  },
  "invalid-http": {
    status: 400,
    title: "The bytes on the connection are not HTTP",
    cure: "Send an HTTP/1.1 request.",
  },
  "not-found": {
    status: 404,
    title: "There is nothing at this path",
    cure: "GET /openapi.json lists every path.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This path does not take this method",
    cure: "Use a method that the Allow header names.",
  },
  "request-timeout": {
    status: 408,
    title: "The request did not arrive in time",
    cure: "Send headers and body without long pauses.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is larger than this API reads",
    cure: "Split the batch into smaller ones.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body is not announced as JSON",
    cure: "Send the header content-type: application/json.",
  },
  "invalid-request": {
    status: 422,
    title: "The request does not have the expected shape",
    cure: "Mend the fields that errors names; GET /openapi.json has the schema.",
  },
  "headers-too-large": {
    status: 431,
    title: "The headers are larger than this API reads",
    cure: "Send fewer or shorter headers.",
  },
  "client-closed": {
    status: 499,
    title: "The client went away before the answer",
    cure: "Nobody reads this answer; it stands in logs and metrics.",
  },
  internal: {
    status: 500,
    title: "Something failed inside the service",
    cure: "Report the request_id to whoever runs this service.",
  },
  overloaded: {
    status: 503,
    title: "More work is waiting than can be done in time",
    cure: "Try again after the seconds that Retry-After gives.",
  },
  "deadline-exceeded": {
    status: 503,
    title: "The answer was not ready before the deadline",
    cure: "Try again after the seconds that Retry-After gives.",
  },
  "model-not-ready": {
    status: 503,
    title: "No model is loaded",
    cure: "Wait until GET /health/ready answers 200.",
  },
  "shutting-down": {
    status: 503,
    title: "This instance is shutting down",
    cure: "Try again; another instance will answer.",
  },
} as const satisfies Record<string, { status: number; title: string; cure: string }>;

/** Stable identifier of a failure; clients may branch on it. */
export type ErrorCode = keyof typeof CATALOGUE;

/** All codes, in order of status. */
export const ERROR_CODES = Object.keys(CATALOGUE) as ErrorCode[];
