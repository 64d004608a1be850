import type { z } from "zod";
import { ModelLoadError } from "./load-error.ts";

interface Document {
  /** For messages: the file and what it belongs to. */
  what: string;
  /** For messages: what to do about text that is not JSON. */
  cure: string;
}

/**
 * Reads JSON text against a schema. Where both name a `format`, another one is told apart from a
 * wrong shape.
 * @throws ModelLoadError `corrupt` for text that is not JSON, `unsupported` for another format,
 * `wrong-schema` for another shape.
 */
export function parseJson<T extends z.ZodObject>(
  bytes: Uint8Array,
  schema: T,
  { what, cure }: Document,
): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ModelLoadError("corrupt", `${what} is not JSON (${why}). ${cure}`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join(".");
  if (at === "format" && hasNumericFormat(value)) {
    throw new ModelLoadError(
      "unsupported",
      `${what}: expected format 1, found ${value.format}. Use a version of the serving code that knows it.`,
    );
  }
  throw new ModelLoadError(
    "wrong-schema",
    `${what}: ${at ? `at ${at}` : "at the top"}: ${issue?.message}.`,
  );
}

function hasNumericFormat(value: unknown): value is { format: number } {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    typeof value.format === "number"
  );
}
