import { type FolderStore, ModelLoadError, type Registry } from "@workshop/serving/model-loader";

/**
 * What registry.json says; a folder without one has no alias yet.
 * @throws ModelLoadError where it is there and cannot be used.
 */
export async function readRegistry(store: FolderStore): Promise<Registry> {
  try {
    return await store.registry();
  } catch (error) {
    if (!(error instanceof ModelLoadError) || error.reason !== "missing") throw error;
    return { format: 1, aliases: {}, history: [] };
  }
}
