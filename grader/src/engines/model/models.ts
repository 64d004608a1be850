import path from "node:path";
import { FolderStore, readMetadata } from "@workshop/serving/model-loader";
import { ROOT } from "../../course/root.ts";

/** The released models that submissions serve. */
export const MODELS = path.join(ROOT, "models");

/** The store of this repository's models, and what its champion is. */
export async function champion() {
  const store = new FolderStore(MODELS);
  const version = await store.resolve("champion");
  return { store, version, metadata: await readMetadata(store, version) };
}
