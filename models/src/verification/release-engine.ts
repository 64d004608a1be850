import { type Metadata, type ModelStore, readVerified } from "@workshop/serving/model-loader";
import {
  type Engine,
  type EngineName,
  openOnnxEngine,
  openWalkerEngine,
} from "@workshop/serving/predictor";

/** The file each engine runs. */
export const MODEL_FILES = { walker: "model.txt", onnx: "model.onnx" } as const;

/**
 * Opens a release in one engine; its sha256 is checked first.
 * @throws ModelLoadError, or the engine's own error where it cannot run the file.
 */
export async function openReleaseEngine(
  store: ModelStore,
  metadata: Metadata,
  name: EngineName,
): Promise<Engine> {
  const bytes = await readVerified(store, metadata, MODEL_FILES[name]);
  return name === "onnx"
    ? openOnnxEngine(bytes)
    : openWalkerEngine(Buffer.from(bytes).toString("utf8"));
}
