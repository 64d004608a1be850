import { didYouMean } from "@workshop/serving/suggestion";
import type { Path } from "../locate.ts";
import type { Models } from "./models.ts";

export interface FieldProblem {
  readonly path: Path;
  readonly problem: string;
}

/** Amounts, which may be numbers too; client-node calls them strings. */
const AMOUNTS =
  /(^|\.)(limits|requests|hard|capacity|sizeLimit|divisor|averageValue|cpu|memory)(\.|$)/;

/** Looks through a value of a model for unknown fields and values of another type. */
export function fieldProblems(
  models: Models,
  model: string,
  value: unknown,
  path: Path = [],
): FieldProblem[] {
  const attributes = models(model);
  if (attributes === undefined) return [];
  if (!isRecord(value)) return [wrong(path, "a block of fields", value)];
  return Object.entries(value).flatMap(([key, inner]) => {
    const attribute = attributes.find(({ baseName }) => baseName === key);
    const at = [...path, key];
    if (attribute) return valueProblems(models, attribute.type, inner, at);
    const guess = didYouMean(
      key,
      attributes.map(({ baseName }) => baseName),
    );
    return [{ path: at, problem: `unknown field ${at.join(".")}.${guess}` }];
  });
}

function valueProblems(models: Models, type: string, value: unknown, path: Path): FieldProblem[] {
  if (value === null || value === undefined || type === "any") return [];
  const [, element] = /^Array<(.+)>$/.exec(type) ?? [];
  if (element !== undefined) {
    if (!Array.isArray(value)) return [wrong(path, "a list", value)];
    return value.flatMap((each, index) => valueProblems(models, element, each, [...path, index]));
  }
  const [, entry] = /^\{ \[key: string\]: (.+); \}$/.exec(type) ?? [];
  if (entry !== undefined) {
    if (!isRecord(value)) return [wrong(path, "names with values", value)];
    return Object.entries(value).flatMap(([key, each]) =>
      valueProblems(models, entry, each, [...path, key]),
    );
  }
  switch (type) {
    case "string":
      if (typeof value === "string") return [];
      if (typeof value === "number" && AMOUNTS.test(path.join("."))) return [];
      return [wrong(path, "text, in quotes where it looks like something else", value)];
    case "number":
      return typeof value === "number" ? [] : [wrong(path, "a number", value)];
    case "boolean":
      return typeof value === "boolean" ? [] : [wrong(path, "true or false", value)];
    case "IntOrString":
      return typeof value === "number" || typeof value === "string"
        ? []
        : [wrong(path, "a number or text", value)];
    default:
      return fieldProblems(models, type, value, path);
  }
}

function wrong(path: Path, expected: string, value: unknown): FieldProblem {
  const found = JSON.stringify(value) ?? "nothing";
  const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found;
  return { path, problem: `${path.join(".")}: expected ${expected}, found ${shown}` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
