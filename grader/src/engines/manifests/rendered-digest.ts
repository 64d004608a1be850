import { createHash } from "node:crypto";
import { NotRun } from "../../checks/undecided.ts";
import { ManifestsFailed } from "./manifests-failed.ts";
import { render } from "./render.ts";

/**
 * A digest of what an overlay renders to: the same however it is written. One that does not render
 * has the digest of nothing.
 */
export async function renderedDigest(folder: string, overlay: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    const { objects } = await render(folder, overlay);
    for (const object of objects) hash.update(JSON.stringify(object));
  } catch (error) {
    if (!(error instanceof ManifestsFailed || error instanceof NotRun)) throw error;
  }
  return hash.digest("hex");
}
