import { readFileSync } from "node:fs";
import path from "node:path";
import { createExtractor } from "@workshop/serving/feature-extractor";
import { Golden, Metadata } from "@workshop/serving/model-loader";
import {
  Batcher,
  type Engine,
  openOnnxEngine,
  openWalkerEngine,
} from "@workshop/serving/predictor";
import { ROOT } from "../../src/course/root.ts";
import { interleaved, type Measurement, median } from "../measure.ts";

const folder = path.join(ROOT, "models/releases/v1.1.0");
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));

/** Microseconds a row of `repeat` calls. */
async function microsPerRow(rows: number, repeat: number, call: () => unknown): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < repeat; index += 1) await call();
  return ((performance.now() - start) * 1000) / (repeat * rows);
}

/** The predictor alone, against raw engine calls, and the two engines against each other. */
export async function predictor(): Promise<Measurement[]> {
  const metadata = Metadata.parse(json("metadata.json"));
  const golden = Golden.parse(json("golden.json"));
  const width = metadata.features.length;
  const table = new Float64Array(1000 * width);
  const extractor = createExtractor(metadata, null);
  golden.cases.slice(0, 1000).forEach(({ features }, row) => {
    extractor.extract(features, table, row * width);
  });
  const one = table.slice(0, width);
  const engines = {
    onnx: await openOnnxEngine(readFileSync(path.join(folder, "model.onnx"))),
    walker: openWalkerEngine(readFileSync(path.join(folder, "model.txt"), "utf8")),
  };

  const against = async (engine: Engine) => {
    const batcher = new Batcher(engine, { maxQueueMs: 10_000 });
    const raw = () => engines.onnx.run(one, 1);
    const concurrent = () => Promise.all(Array.from({ length: 32 }, () => batcher.submit(one, 1)));
    const found = await interleaved(7, {
      raw: () => microsPerRow(1, 2000, raw),
      single: () => microsPerRow(1, 2000, () => batcher.submit(one, 1)),
      concurrent: () => microsPerRow(32, 1000, concurrent),
    });
    return Object.fromEntries(
      Object.entries(found).map(([name, values]) => [name, median(values.slice(1))]),
    ) as Record<"raw" | "single" | "concurrent", number>;
  };

  const measurements: Measurement[] = [];
  for (const engine of [engines.walker, engines.onnx]) {
    const micros = await against(engine);
    const single = micros.single / micros.raw;
    const gain = micros.raw / micros.concurrent;
    measurements.push(
      {
        what: `one row through the predictor (${engine.name}) against raw session.run`,
        value: single,
        unit: "× its time",
        target: "≤ 1.5",
        met: single <= 1.5,
        detail: { microsPerRow: micros },
      },
      {
        what: `32 concurrent rows through the predictor (${engine.name}) against raw session.run one by one`,
        value: gain,
        unit: "× its rows/s",
        target: "≥ 8",
        met: gain >= 8,
        detail: { microsPerRow: micros },
      },
    );
  }

  for (const rows of [1, 32, 1000]) {
    const part = table.subarray(0, rows * width);
    const repeat = Math.max(20, Math.round(20_000 / rows));
    const found = await interleaved(7, {
      onnx: () => microsPerRow(rows, repeat, () => engines.onnx.run(part, rows)),
      walker: () => microsPerRow(rows, repeat, () => engines.walker.run(part, rows)),
    });
    const onnx = median(found.onnx?.slice(1) ?? []);
    const walker = median(found.walker?.slice(1) ?? []);
    measurements.push({
      what: `walker against ONNX Runtime, ${rows} row${rows > 1 ? "s" : ""} a run`,
      value: onnx / walker,
      unit: "× its rows/s",
      target: "shown",
      met: true,
      detail: { microsPerRow: { onnx, walker } },
    });
  }
  const block = table.subarray(0, 32 * width);
  const raw = await interleaved(7, {
    alone: () => microsPerRow(1, 2000, () => engines.onnx.run(one, 1)),
    together: () => microsPerRow(32, 1000, () => engines.onnx.run(block, 32)),
  });
  const ceiling = median(raw.alone?.slice(1) ?? []) / median(raw.together?.slice(1) ?? []);
  measurements.push({
    what: "raw session.run of 32 rows in one call against one by one: the onnx predictor's ceiling",
    value: ceiling,
    unit: "× its rows/s",
    target: "shown",
    met: true,
    detail: { microsPerRow: raw },
  });
  await engines.onnx.close();
  return measurements;
}
