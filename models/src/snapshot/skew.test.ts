import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createExtractor, openFeatureStore } from "@workshop/serving/feature-extractor";
import { Metadata } from "@workshop/serving/model-loader";
import { expect, test } from "vitest";
import { z } from "zod";
import { requireData } from "../data/require-data.ts";
import { MODELS, RELEASES } from "../train/paths.ts";
import { requireTrainer } from "../train/require-python.ts";
import { run } from "../train/run.ts";
import { STORE } from "./build.ts";
import { snapshot } from "./index.ts";

const Pairs = z.array(z.tuple([z.int(), z.int()])).length(1000);

test("1,000 pairs have the trainer's features, bit for bit", { timeout: 900_000 }, async (ctx) => {
  const data = requireData(ctx);
  const python = await requireTrainer(ctx);
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-skew-"));
  try {
    const out = path.join(folder, "pairs.f64");
    const arguments_ = ["export-features", "--data", data, "--out", out];
    const exported = await run([python, "-m", "training", ...arguments_], {
      cwd: MODELS,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    });
    expect(exported.code, exported.stderr).toBe(0);
    const pairs = Pairs.parse(JSON.parse(await readFile(`${out}.json`, "utf8")));
    expect(await served(data, pairs, folder)).toEqual(numbers(await readFile(out)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The rows that serving makes of the pairs from the exact snapshot. */
async function served(data: string, pairs: [number, number][], folder: string) {
  const file = path.join(folder, "exact.bin");
  const quiet = { env: {}, out: () => {}, err: () => {} };
  expect(await snapshot(["--data", data, "--out", file], quiet)).toBe(0);
  const released = await readFile(path.join(RELEASES, "v1.1.0", "metadata.json"), "utf8");
  const metadata = Metadata.parse(JSON.parse(released));
  const extractor = createExtractor(metadata, openFeatureStore(STORE, file));
  const width = metadata.features.length;
  const rows = new Float64Array(pairs.length * width);
  pairs.forEach(([user_id, movie_id], index) => {
    const { unknown } = extractor.extract({ user_id, movie_id }, rows, index * width);
    expect(unknown).toEqual([]);
  });
  return bits(rows);
}

/** Little-endian float64 as the trainer writes it. */
function numbers(bytes: Buffer): BigUint64Array {
  return bits(new Float64Array(new Uint8Array(bytes).buffer));
}

/** The bits of each number: 0 and -0 differ, any NaN is the same missing value. */
function bits(values: Float64Array): BigUint64Array {
  const canonical = values.map((value) => (Number.isNaN(value) ? Number.NaN : value));
  return new BigUint64Array(canonical.buffer);
}
