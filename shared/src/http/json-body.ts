import { isUtf8 } from "node:buffer";
import { ApiError } from "../errors/index.ts";

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * A request body as a JSON value. Of a key that stands twice the last one counts, as JSON.parse
 * has it; `__proto__` is a key like any other and sets no prototype.
 * @throws ApiError `unsupported-media-type` or `invalid-json`.
 */
export function parseJsonBody(
  body: Buffer | undefined,
  contentType: string | undefined,
  contentEncoding: string | undefined,
): unknown {
  if (!body || body.length === 0) {
    throw new ApiError("invalid-json", "The body is empty; a JSON object was expected.");
  }
  if (contentEncoding && contentEncoding !== "identity") {
    throw new ApiError(
      "unsupported-media-type",
      "Compressed bodies are not read; send the JSON as it is.",
    );
  }
  if (contentType !== "application/json" && !JSON_TYPE.test(contentType ?? "")) {
    throw new ApiError(
      "unsupported-media-type",
      `Expected content-type application/json, found ${contentType ? JSON.stringify(contentType.slice(0, 80)) : "none"}.`,
    );
  }
  if (!isUtf8(body)) throw new ApiError("invalid-json", "The body is not UTF-8.");
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new ApiError("invalid-json", "The body cannot be parsed as JSON.");
  }
}
