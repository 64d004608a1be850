import type { Random } from "./random.ts";

/** Values that break code which expected something else. Raw JSON text, so that 1e309 survives. */
const ODD = [
  "null",
  "true",
  "[]",
  "{}",
  '""',
  '"NaN"',
  "-1",
  "0",
  "1e309",
  "-1e309",
  "1e-320",
  "9007199254740992",
  "-9007199254740993",
  "0.1",
  "1E400",
  '"\\ud800"',
  '"\\u0000"',
  '"٣"',
  '"1"',
  "[[[[[[]]]]]]",
  '{"__proto__":{"x":1}}',
  '{"toString":1}',
  '"\\u2028"',
  '"<script>"',
  '"{{7*7}}"',
  '"../../etc"',
] as const;

const ODD_KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "toString",
  "",
  " ",
  "user_id ",
  "USER_ID",
  "a/b",
  "~",
  "\ud800",
  "\u0000",
  "length",
  "0",
  "ocupation_new",
  "x".repeat(300),
] as const;

/** JSON text of a value with some parts replaced, added or removed. */
export function mutateValue(value: unknown, random: Random, depth = 0): string {
  if (random.chance(depth === 0 ? 0.03 : 0.08)) return random.pick(ODD);
  if (Array.isArray(value)) {
    return `[${value.map((item) => mutateValue(item, random, depth + 1)).join(",")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(() => !random.chance(0.03))
    .map(([key, member]) => `${JSON.stringify(key)}:${mutateValue(member, random, depth + 1)}`);
  if (random.chance(0.15))
    members.push(`${JSON.stringify(random.pick(ODD_KEYS))}:${random.pick(ODD)}`);
  if (members.length > 0 && random.chance(0.05)) members.push(random.pick(members));
  return `{${members.join(",")}}`;
}

/** Bytes of the text, now and then cut, flipped or filled with noise. */
export function mutateBytes(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length === 0 || random.chance(0.85)) return bytes;
  switch (random.integer(0, 3)) {
    case 0:
      return bytes.subarray(0, random.integer(0, bytes.length - 1));
    case 1:
      bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
      return bytes;
    case 2:
      return Buffer.concat([bytes, Buffer.from(random.pick(["}", "]", "\n", "\0", " {}", ","]))]);
    default:
      return Buffer.from(
        Array.from({ length: random.integer(1, 60) }, () => random.integer(0, 255)),
      );
  }
}
