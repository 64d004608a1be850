import type { FolderStore } from "@workshop/serving/model-loader";
import { readRegistry } from "../registry/read-registry.ts";

/**
 * Every alias stands for a release that is there.
 * @throws ModelLoadError naming the first that does not, or what is wrong with registry.json.
 */
export async function verifyAliases(store: FolderStore): Promise<string | { none: string }> {
  const { aliases } = await readRegistry(store);
  for (const alias of Object.keys(aliases)) await store.resolve(alias);
  const pairs = Object.entries(aliases).map(([alias, version]) => `${alias} is ${version}`);
  return pairs.join(", ") || { none: "there is no alias" };
}
