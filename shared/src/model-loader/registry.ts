import { valid, validRange } from "semver";
import { z } from "zod";
import { parseJson } from "./parse-json.ts";

/** A released version: vMAJOR.MINOR.PATCH. */
export const Version = z
  .string()
  .regex(/^v\d+\.\d+\.\d+$/, "vMAJOR.MINOR.PATCH")
  .refine((version) => valid(version) !== null, "a version of semver, without leading zeros");

/** A name that stands for a version. Nothing that reads as a semver range, so that none is both. */
export const Alias = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, "lower-case letters, digits and hyphens, a letter first")
  .refine((name) => validRange(name) === null, "a name that is no semver range");

/** One change of an alias; `from` is null where the alias was new. */
export const Promotion = z.strictObject({
  at: z.iso.datetime(),
  alias: Alias,
  from: Version.nullable(),
  to: Version,
});
export type Promotion = z.infer<typeof Promotion>;

/** `registry.json`: which version each alias stands for now, and every change so far, oldest first. */
export const Registry = z.strictObject({
  format: z.literal(1),
  aliases: z.record(Alias, Version),
  history: z.array(Promotion),
});
export type Registry = z.infer<typeof Registry>;

/**
 * Reads the bytes of a `registry.json`.
 * @throws ModelLoadError `corrupt`, `unsupported` or `wrong-schema`.
 */
export function parseRegistry(bytes: Uint8Array, where: string): Registry {
  return parseJson(bytes, Registry, {
    what: `registry.json of ${where}`,
    cure: "Restore it from version control.",
  });
}
