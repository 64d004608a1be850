import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FEATURE_NAMES, GENDERS, OCCUPATIONS } from "../../feature-extractor/movielens.ts";
import { Golden } from "../../model-loader/golden.ts";
import { compile, parse } from "./index.ts";

const RELEASES = new URL("../../../../models/releases/", import.meta.url);
const CATEGORIES: readonly string[][] = [[...GENDERS], [...OCCUPATIONS]];

function read(version: string, file: string): string {
  return readFileSync(new URL(`${version}/${file}`, RELEASES), "utf8");
}

function columnValue(value: number | string | null | undefined): number {
  if (typeof value === "number") return value;
  const indices = CATEGORIES.map((names) => names.indexOf(value ?? "")).filter((at) => at >= 0);
  return indices[0] ?? Number.NaN;
}

test.each(["v1.0.0", "v1.1.0"])("%s answers its golden rows as LightGBM did", (version) => {
  const walker = compile(parse(read(version, "model.txt")));
  const { cases } = Golden.parse(JSON.parse(read(version, "golden.json")));
  const rows = cases.flatMap(({ features }) =>
    FEATURE_NAMES.map((name) => columnValue(features[name])),
  );
  const found = walker.predict(Float64Array.from(rows), cases.length);
  const differences = cases.map(({ probability }, row) =>
    Math.abs((found[row] ?? Number.NaN) - probability),
  );
  expect(cases.length).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...differences)).toBeLessThanOrEqual(1e-12);
});
