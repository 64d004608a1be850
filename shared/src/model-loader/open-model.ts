import { createExtractor, type FeatureStore } from "../feature-extractor/index.ts";
import type { AdmissionLimits } from "../predictor/admission.ts";
import { Batcher, type BatcherObserver } from "../predictor/batcher.ts";
import type { Engine, EngineName } from "../predictor/engine.ts";
import { openOnnxEngine } from "../predictor/onnx-engine.ts";
import { openWalkerEngine } from "../predictor/walker-engine.ts";
import { ModelLoadError } from "./load-error.ts";
import type { Metadata } from "./metadata.ts";
import { readGolden, readMetadata, readVerified } from "./release.ts";
import type { ServingModel } from "./serving-model.ts";
import type { ModelStore } from "./store.ts";
import { WARM_UP_CASES, warmUp } from "./warm-up.ts";

export interface OpenModelOptions {
  /** The engine to prefer; a release that lacks its file is served by the other one. */
  engine: EngineName;
  limits?: Partial<AdmissionLimits>;
  observer?: BatcherObserver;
  /** Opens the feature store a model names; undefined means degraded service. */
  featureStore?: (name: string) => FeatureStore | undefined;
  /** Lets a test or a benchmark put something between batcher and engine. */
  wrapEngine?: (engine: Engine) => Engine;
}

/** The file of a release that each engine runs. */
export const MODEL_FILES = { walker: "model.txt", onnx: "model.onnx" } as const;

/**
 * Takes one version from the store to the point where it can answer: metadata, sha256, engine,
 * feature store, warm-up with golden answers. Nothing is used before it is checked.
 * @throws ModelLoadError with one of its reasons.
 */
export async function openModel(
  store: ModelStore,
  version: string,
  options: OpenModelOptions,
): Promise<ServingModel> {
  const metadata = await readMetadata(store, version);
  const opened = await openEngine(store, metadata, options.engine);
  const engine = options.wrapEngine?.(opened) ?? opened;
  try {
    const features = metadata.feature_store
      ? options.featureStore?.(metadata.feature_store)
      : undefined;
    const batcher = new Batcher(engine, options.limits, options.observer);
    // A golden replay is one large submission, so it needs no queue limits of its own.
    const golden = await readGolden(store, metadata, WARM_UP_CASES);
    await warmUp(metadata, engine, batcher, golden);
    return {
      version,
      metadata,
      engine: engine.name,
      outputs: engine.outputs,
      extractor: createExtractor(metadata, features ?? null),
      batcher,
      loadedAt: new Date(),
      degraded: metadata.feature_store !== null && features === undefined,
      async close() {
        await batcher.idle();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openEngine(
  store: ModelStore,
  metadata: Metadata,
  preferred: EngineName,
): Promise<Engine> {
  const other = preferred === "onnx" ? "walker" : "onnx";
  const name =
    metadata.files[MODEL_FILES[preferred]] || !metadata.files[MODEL_FILES[other]]
      ? preferred
      : other;
  const file = MODEL_FILES[name];
  const bytes = await readVerified(store, metadata, file);
  try {
    return name === "onnx"
      ? await openOnnxEngine(bytes)
      : openWalkerEngine(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ModelLoadError(
      "unsupported",
      `${file} of ${metadata.version} cannot be run by the ${name} engine: ${why}`,
      { cause },
    );
  }
}
