import { createExtractor } from "@workshop/serving/feature-extractor";
import type { Golden, Metadata } from "@workshop/serving/model-loader";
import type { Engine } from "@workshop/serving/predictor";

/**
 * An engine's first output for every golden case.
 * @throws Error where the engine does not take the columns that the metadata lists.
 */
export async function goldenScores(
  metadata: Metadata,
  engine: Engine,
  cases: Golden["cases"],
): Promise<Float64Array> {
  const width = metadata.features.length;
  if (engine.features !== width) {
    throw new Error(`metadata.json lists ${width} features, the model takes ${engine.features}.`);
  }
  const rows = new Float64Array(cases.length * width);
  const extractor = createExtractor(metadata, null);
  cases.forEach(({ features }, index) => {
    extractor.extract(features, rows, index * width);
  });
  const scores = await engine.run(rows, cases.length);
  return Float64Array.from(cases, (_, index) => scores[index * engine.outputs] ?? Number.NaN);
}
