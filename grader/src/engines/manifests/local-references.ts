import { existsSync } from "node:fs";
import path from "node:path";
import type { Path } from "./locate.ts";
import type { Source, Sources } from "./sources.ts";
import { valueAt } from "./workloads.ts";

/** Where a kustomization names files or folders. */
const LISTS = [
  "resources",
  "bases",
  "components",
  "crds",
  "configurations",
  "patchesStrategicMerge",
];
const FORBIDDEN = [
  "helmCharts",
  "helmChartInflationGenerator",
  "generators",
  "transformers",
  "validators",
];

/**
 * What kustomizations name that is not here, with file and line. Kustomize would look for it at
 * GitHub, and grading reaches for nothing outside.
 */
export function missingReferences(folder: string, { documents }: Sources): string[] {
  return documents.filter(isKustomization).flatMap((source) => inOne(folder, source));
}

function inOne(folder: string, source: Source): string[] {
  const value = source.document.toJS() as Record<string, unknown> | null;
  const here = path.dirname(path.join(folder, source.file));
  const problems: string[] = [];
  for (const list of LISTS) {
    const entries = value?.[list];
    if (!Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      if (typeof entry !== "string" || entry.includes("\n") || existsSync(path.join(here, entry))) {
        continue;
      }
      const what = /:\/\/|^git@|\?ref=|^github\.com\//.test(entry)
        ? "is not in this folder: copy what you need from there"
        : "is not there";
      problems.push(`${at(source, [list, index])}: ${list}: ${entry} ${what}`);
    }
  }
  for (const keys of filePaths(value)) {
    const entry = valueAt(value, keys);
    if (typeof entry !== "string" || existsSync(path.join(here, entry.replace(/^[^=/]+=/, ""))))
      continue;
    problems.push(`${at(source, keys)}: ${keys[0]}: ${entry} is not there`);
  }
  for (const key of FORBIDDEN) {
    if (value?.[key] !== undefined) {
      problems.push(`${at(source, [key])}: ${key} starts other programs and is not graded`);
    }
  }
  return problems;
}

/** Where patches and generators name files. */
function filePaths(value: unknown): Path[] {
  const entries = (key: string) => {
    const list = valueAt(value, [key]);
    return Array.isArray(list) ? list : [];
  };
  const patches = entries("patches").map((_, index) => ["patches", index, "path"]);
  const generators = ["configMapGenerator", "secretGenerator"].flatMap((generator) =>
    entries(generator).flatMap((_, index) =>
      ["envs", "files"].flatMap((key) => {
        const files = valueAt(value, [generator, index, key]);
        return Array.isArray(files) ? files.map((_file, at) => [generator, index, key, at]) : [];
      }),
    ),
  );
  return [...patches, ...generators];
}

function isKustomization({ file }: Source): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file);
}

function at({ file, document, lines }: Source, keys: readonly (string | number)[]): string {
  const node = document.getIn(keys, true) as { range?: [number, number, number] } | undefined;
  return `${file}:${node?.range ? lines.linePos(node.range[0]).line : 1}`;
}
