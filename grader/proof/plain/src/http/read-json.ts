import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { Problem } from "./problem.ts";

const LIMIT = 2_000_000;
/** Of a body that is too large this much is read and dropped, so that the answer can arrive. */
const DROPPED = 50_000_000;
const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** The caller went away in the middle: there is nobody to answer. */
export class CallerGone extends Error {}

/**
 * Reads a body as JSON.
 * @throws Problem 400, 413 or 415; CallerGone.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers["content-length"] ?? 0) > LIMIT) throw tooLarge();
  const type = request.headers["content-type"] ?? "none";
  const encoding = request.headers["content-encoding"] ?? "identity";
  const bytes = await readBytes(request);
  if (bytes.length === 0) throw new Problem(400, "invalid-json", "The body is empty.");
  if (!JSON_TYPE.test(type)) {
    throw new Problem(415, "unsupported-media-type", "Expected content-type application/json.");
  }
  if (encoding !== "identity") {
    throw new Problem(415, "unsupported-media-type", "Compressed bodies are not read.");
  }
  if (!isUtf8(bytes)) throw new Problem(400, "invalid-json", "The body is not UTF-8.");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Problem(400, "invalid-json", "The body is not JSON.");
  }
}

function tooLarge(): Problem {
  return new Problem(413, "body-too-large", `The body is over ${LIMIT} bytes.`);
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= LIMIT) chunks.push(chunk);
    else chunks.length = 0;
    if (length > DROPPED) request.destroy();
  });
  request.on("end", () => {
    if (length <= LIMIT) resolve(Buffer.concat(chunks));
    else reject(tooLarge());
  });
  request.on("error", () => reject(new CallerGone()));
  request.on("close", () => reject(new CallerGone()));
  return promise;
}
