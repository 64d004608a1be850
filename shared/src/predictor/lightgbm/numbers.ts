import { MalformedModel, quote } from "./errors.ts";
import type { Field } from "./fields.ts";

const INTEGER = /^-?\d{1,10}$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

/** The field's words; with `count`, exactly so many. */
export function words(field: Field, count?: number): string[] {
  const found = field.value === "" ? [] : field.value.split(/ +/);
  if (count !== undefined && found.length !== count) {
    throw new MalformedModel(
      field.line,
      `${count} value${count === 1 ? "" : "s"} of ${field.key}`,
      `${found.length}`,
    );
  }
  return found;
}

/** One integer of `low` to `high`. */
export function integer(field: Field, low: number, high: number): number {
  return toInteger(field, words(field, 1)[0] ?? "", low, high);
}

/** `count` integers of `low` to `high`. */
export function integers(field: Field, count: number, low: number, high: number): number[] {
  return words(field, count).map((word) => toInteger(field, word, low, high));
}

/** `count` finite numbers. */
export function finiteNumbers(field: Field, count: number): Float64Array {
  return Float64Array.from(words(field, count), (word) => {
    const value = DECIMAL.test(word) ? Number(word) : Number.NaN;
    if (Number.isFinite(value)) return value;
    throw new MalformedModel(field.line, `finite numbers in ${field.key}`, quote(word));
  });
}

/** `count` numbers, which may be infinite. */
export function numbers(field: Field, count: number): Float64Array {
  return Float64Array.from(words(field, count), (word) => {
    if (DECIMAL.test(word)) return Number(word);
    const sign = INFINITY.exec(word)?.[1];
    if (sign === undefined) {
      throw new MalformedModel(field.line, `numbers in ${field.key}`, quote(word));
    }
    return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  });
}

function toInteger(field: Field, word: string, low: number, high: number): number {
  const value = INTEGER.test(word) ? Number(word) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new MalformedModel(
    field.line,
    `an integer from ${low} to ${high} in ${field.key}`,
    quote(word),
  );
}
