import { compare, maxSatisfying, validRange } from "semver";
import { nearest } from "../suggestion/index.ts";
import { ModelLoadError } from "./load-error.ts";
import type { Registry } from "./registry.ts";

interface Shelf {
  /** For messages: which store this is. */
  where: string;
  /** Released versions, in any order. */
  versions: readonly string[];
  /** Asked only for an alias, so a pinned version does not hang on registry.json. */
  registry: () => Promise<Registry>;
}

/**
 * The version that a selector stands for: an alias (`champion`), a version (`v1.1.0`, `1.1.0`) or
 * a semver range (`^1`, `~1.0`), of which the highest counts.
 * @throws ModelLoadError `missing`, naming what there is and the nearest to what was asked.
 */
export async function resolveSelector(selector: string, shelf: Shelf): Promise<string> {
  const { where, versions } = shelf;
  if (versions.length === 0) {
    throw new ModelLoadError(
      "missing",
      `${where} holds no release. Train one, or point MODEL_DIR elsewhere.`,
    );
  }
  const found = isRange(selector)
    ? maxSatisfying([...versions], selector)
    : await resolveAlias(selector, shelf);
  if (found) return found;
  const asked = /^\d/.test(selector) ? `v${selector}` : selector;
  throw missing(`no release ${selector}`, asked, where, versions.toSorted(compare));
}

function isRange(selector: string): boolean {
  return selector.trim() !== "" && validRange(selector) !== null;
}

async function resolveAlias(alias: string, { where, versions, registry }: Shelf): Promise<string> {
  const { aliases } = await registry();
  const version = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined;
  if (version === undefined) {
    const known = [...Object.keys(aliases), ...versions.toSorted(compare)];
    throw missing(`no alias or release ${JSON.stringify(alias)}`, alias, where, known);
  }
  if (versions.includes(version)) return version;
  const sorted = versions.toSorted(compare);
  throw missing(`no release ${version}, which ${alias} stands for`, version, where, sorted);
}

function missing(what: string, asked: string, where: string, known: string[]): ModelLoadError {
  const near = nearest(asked, known);
  const suggestion = near === undefined ? "" : ` The nearest is ${near}.`;
  return new ModelLoadError(
    "missing",
    `${where} has ${what}. There is ${known.join(", ")}.${suggestion}`,
  );
}
