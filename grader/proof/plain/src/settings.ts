import { existsSync } from "node:fs";
import path from "node:path";

/** What the environment decides. */
export interface Settings {
  host: string;
  port: number;
  /** Folder with registry.json and releases/. */
  models: string;
  /** The feature store's snapshot. */
  store: string;
  /** Milliseconds until a request must have arrived. */
  requestTimeoutMs: number;
}

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const models = environment.MODEL_DIR || findModels(import.meta.dirname);
  return {
    host: environment.HOST || "127.0.0.1",
    port: Number(environment.PORT || 8000),
    models,
    store: environment.FEATURE_STORE || path.join(models, "feature-store", "movielens-100k.bin"),
    requestTimeoutMs: Number(environment.REQUEST_TIMEOUT_MS || 10_000),
  };
}

/** The nearest `models` folder with a registry, from `folder` upwards. */
function findModels(folder: string): string {
  const here = path.join(folder, "models");
  if (existsSync(path.join(here, "registry.json"))) return here;
  const parent = path.dirname(folder);
  return parent === folder ? here : findModels(parent);
}
