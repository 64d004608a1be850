import type { z } from "zod";
import type { FieldError } from "../errors/index.ts";
import { nearest } from "../suggestion/index.ts";

const MOST = 20;
const SHOWN = 40;

/**
 * Zod's complaints as field errors: a JSON pointer, what was expected, what was found; for an
 * unknown key the nearest known one. At most 20, so that a hostile body cannot buy a huge answer.
 * @param keys the keys that the object takes, for suggestions.
 */
export function fieldErrors(
  error: z.ZodError,
  body: unknown,
  keys: readonly string[],
  prefix = "",
): FieldError[] {
  const found: FieldError[] = [];
  for (const issue of error.issues) {
    const base = prefix + pointer(issue.path);
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys.slice(0, MOST)) {
        found.push({ pointer: `${base}/${token(key)}`, detail: unknownKey(key, keys) });
      }
    } else {
      found.push({ pointer: base, detail: `${issue.message}${received(issue, body)}.` });
    }
    if (found.length >= MOST) break;
  }
  return found.slice(0, MOST);
}

function unknownKey(key: string, keys: readonly string[]): string {
  const shown = short(key);
  const near = key.length > SHOWN ? undefined : nearest(key, keys);
  return near === undefined
    ? `Unknown key ${shown}.`
    : `Unknown key ${shown}; did you mean "${near}"?`;
}

function received(issue: z.core.$ZodIssue, body: unknown): string {
  let value = body;
  for (const part of issue.path) {
    if (typeof value !== "object" || value === null) return "";
    value = Object.hasOwn(value, part) ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }
  if (value === undefined || typeof value === "object") return "";
  return `, found ${typeof value === "number" ? value : short(String(value))}`;
}

function short(text: string): string {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return JSON.stringify(shown.toWellFormed());
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${token(String(part))}`).join("");
}

function token(key: string): string {
  const shown = key.length > SHOWN ? `${key.slice(0, SHOWN)}…` : key;
  return shown.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1");
}
