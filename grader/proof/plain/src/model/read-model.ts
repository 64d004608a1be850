import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { readStore, type Store } from "../features/store.ts";
import type { Settings } from "../settings.ts";
import type { Forest } from "./forest.ts";
import { type Metadata, parseMetadata } from "./metadata.ts";
import { parseForest } from "./parse-forest.ts";

/** All that answers a prediction. */
export interface Model {
  readonly metadata: Metadata;
  readonly forest: Forest;
  /** Undefined where it could not be read: the API then serves what requests give. */
  readonly store: Store | undefined;
  readonly loadedAt: Date;
}

/**
 * Reads the champion of a models folder, with every byte checked before it is used.
 * @throws Error saying what is wrong.
 */
export async function readModel(settings: Settings): Promise<Model> {
  const registry = JSON.parse(await readText(settings.models, "registry.json"));
  const version: unknown = registry?.aliases?.champion;
  if (typeof version !== "string" || !/^v\d+\.\d+\.\d+$/.test(version)) {
    throw new Error("registry.json has no alias champion");
  }
  const release = path.join(settings.models, "releases", version);
  const metadata = parseMetadata(await readText(release, "metadata.json"));
  const forest = parseForest(await readVerified(release, metadata, "model.txt"));
  const names = metadata.features.map(({ name }) => name);
  if (names.join() !== forest.columns.join()) {
    throw new Error("model.txt and metadata.json list different features");
  }
  const store = metadata.feature_store
    ? await readStore(settings.store, metadata.feature_store).catch(report)
    : undefined;
  return { metadata, forest, store, loadedAt: new Date() };
}

function readText(folder: string, file: string): Promise<string> {
  return readFile(path.join(folder, file), "utf8");
}

async function readVerified(folder: string, metadata: Metadata, file: string): Promise<string> {
  const bytes = await readFile(path.join(folder, file));
  const found = createHash("sha256").update(bytes).digest("hex");
  const expected = metadata.files[file]?.sha256;
  if (found === expected) return bytes.toString("utf8");
  throw new Error(`${file} is damaged: its sha256 is ${found}, expected ${expected}`);
}

function report(error: Error): undefined {
  process.stderr.write(`Serving without the feature store: ${error.message}\n`);
}
