import { appendFile, rm } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../../src/course/root.ts";
import { build } from "../../src/engines/docker/build.ts";
import { inspectImage } from "../../src/engines/docker/image.ts";
import { readLayers } from "../../src/engines/docker/layers.ts";
import { SUPPLIED_API } from "../../src/grade/chosen-api.ts";
import { copyContext } from "../../src/grade/context-copy.ts";
import type { Size } from "./size.ts";
import type { Variant } from "./variants.ts";

const PLACE = "solutions/02-docker";

/** Builds one variant from nothing, weighs it, and builds it again after a change of the code. */
export async function measure(run: string, variant: Variant, signal: AbortSignal): Promise<Size> {
  const { workspace } = SUPPLIED_API;
  const context = await copyContext({ run, folder: path.join(ROOT, PLACE), place: PLACE });
  const tag = path.basename(variant.dockerfile, ".Dockerfile").toLowerCase();
  const options = {
    run,
    context,
    dockerfile: path.join(context, variant.dockerfile),
    tag,
    args: { APP: workspace },
    signal,
  };
  try {
    const first = await build({ ...options, noCache: true });
    const { size } = await inspectImage(first.reference);
    const layers = await readLayers(first.reference, { compress: "gzip" });
    for (const file of [`${workspace}/src/server.ts`, "shared/src/index.ts"]) {
      await appendFile(path.join(context, file), `\n// ${run}\n`);
    }
    const again = await build({ ...options, tag: `${tag}-again` });
    return {
      decision: variant.decision,
      unpacked: size,
      compressed: layers.reduce((sum, { compressed = 0 }) => sum + compressed, 0),
      buildMs: first.ms,
      rebuildMs: again.ms,
    };
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
