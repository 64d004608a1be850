import { createExtractor } from "../feature-extractor/index.ts";
import type { Batcher } from "../predictor/batcher.ts";
import type { Engine } from "../predictor/engine.ts";
import type { Golden } from "./golden.ts";
import { ModelLoadError } from "./load-error.ts";
import type { Metadata } from "./metadata.ts";

const TOLERANCE = 1e-5;
/** Golden answers that are worth replaying; `models -- verify` replays all. */
export const WARM_UP_CASES = 256;
const REPEATS = 8;

/**
 * Runs a fresh engine before traffic reaches it: checks its shape against the metadata, replays
 * golden answers, and lets the compiler and the batcher's cost estimate settle.
 * @throws ModelLoadError `wrong-schema` where shape or answers differ from what was released.
 */
export async function warmUp(
  metadata: Metadata,
  engine: Engine,
  batcher: Batcher,
  golden: Golden | undefined,
): Promise<void> {
  const { version, features } = metadata;
  if (engine.features !== features.length) {
    throw new ModelLoadError(
      "wrong-schema",
      `${version}: metadata.json lists ${features.length} features, the model takes ${engine.features}.`,
    );
  }
  const classes = metadata.task === "multiclass" ? (metadata.classes?.length ?? 0) : 1;
  if (engine.outputs !== classes) {
    throw new ModelLoadError(
      "wrong-schema",
      `${version}: a ${metadata.task} model has ${classes} outputs, this one has ${engine.outputs}.`,
    );
  }
  const cases = golden?.cases ?? [];
  const rows = new Float64Array(Math.max(1, cases.length) * features.length);
  const extractor = createExtractor(metadata, null);
  cases.forEach(({ features: values }, index) => {
    extractor.extract(values, rows, index * features.length);
  });
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const { scores } = await batcher.submit(rows, Math.max(1, cases.length));
    cases.forEach(({ probability }, index) => {
      const found = scores[index * engine.outputs] ?? Number.NaN;
      if (!(Math.abs(found - probability) <= TOLERANCE)) {
        throw new ModelLoadError(
          "wrong-schema",
          `${version}: golden case ${index} expects ${probability}, the ${engine.name} engine answers ${found}.`,
        );
      }
    });
  }
}
