import { readFile } from "node:fs/promises";
import path from "node:path";
import { Golden, Metadata } from "@workshop/serving/model-loader";
import { describe, expect, test } from "vitest";
import {
  FEATURE_NAMES,
  GENDERS,
  OCCUPATIONS,
} from "../../../shared/src/feature-extractor/movielens.ts";
import { listFiles } from "./metadata-file.ts";
import { RELEASES } from "./paths.ts";

async function readJson(version: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(RELEASES, version, file), "utf8"));
}

async function timeSplit(version: string) {
  const { evaluations } = Metadata.parse(await readJson(version, "metadata.json"));
  const found = evaluations.find(({ split }) => split === "time");
  if (!found) throw new Error(`${version} has no evaluation on the time split`);
  return found;
}

describe.each(["v1.0.0", "v1.1.0"])("%s", (version) => {
  test("metadata.json lists the files as they are and the columns of the serving core", async () => {
    const metadata = Metadata.parse(await readJson(version, "metadata.json"));
    const { "metadata.json": _, ...others } = await listFiles(path.join(RELEASES, version));
    expect(metadata.version).toBe(version);
    expect(metadata.files).toEqual(others);
    expect(metadata.features.map(({ name }) => name)).toEqual([...FEATURE_NAMES]);
    const categories = metadata.features.flatMap((feature) =>
      feature.type === "categorical" ? [feature.categories] : [],
    );
    expect(categories).toEqual([[...GENDERS], [...OCCUPATIONS]]);
  });

  test("golden.json names every column and holds at least 1,000 rows", async () => {
    const { cases } = Golden.parse(await readJson(version, "golden.json"));
    expect(cases.length).toBeGreaterThanOrEqual(1000);
    for (const { features } of cases) expect(Object.keys(features)).toEqual([...FEATURE_NAMES]);
  });

  test("it beats the baseline beyond the intervals", async () => {
    const { auc, baseline } = await timeSplit(version);
    expect(auc.low).toBeGreaterThan(baseline.auc.high);
  });
});

test("v1.1.0 is better than v1.0.0 on the time split, and than an untuned model's 0.745", async () => {
  const [plain, tuned] = [await timeSplit("v1.0.0"), await timeSplit("v1.1.0")];
  expect(tuned.auc.value).toBeGreaterThan(Math.max(0.745, plain.auc.value));
  expect(tuned.log_loss.value).toBeLessThan(plain.log_loss.value);
});
