import type { Extractor } from "../feature-extractor/index.ts";
import type { Batcher } from "../predictor/batcher.ts";
import type { EngineName } from "../predictor/engine.ts";
import type { Metadata } from "./metadata.ts";

/** A loaded, checked and warmed model with all that a prediction needs. */
export interface ServingModel {
  readonly version: string;
  readonly metadata: Metadata;
  readonly engine: EngineName;
  readonly outputs: number;
  readonly extractor: Extractor;
  readonly batcher: Batcher;
  readonly loadedAt: Date;
  /** Its feature store could not be opened: ids are answered from what the model learnt of missing values. */
  readonly degraded: boolean;
  /** Waits until no row is queued or running, then frees the engine. */
  close(): Promise<void>;
}
