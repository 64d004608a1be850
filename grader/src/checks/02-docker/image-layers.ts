import { tellsOfMaterials } from "../../engines/bill-of-materials/materials.ts";
import type { BuiltImage } from "../../engines/docker/build.ts";
import { inspectImage } from "../../engines/docker/image.ts";
import { type Layer, readLayers } from "../../engines/docker/layers.ts";

/** Reading them takes seconds, and on a busy machine many. */
export const LAYERS_MS = 120_000;

const read = new WeakMap<BuiltImage, Promise<readonly Layer[]>>();
/** By the sha256 of their bytes: images that differ in their settings alone have the same. */
const known = new Map<string, Layer>();

/** The layers of an image, read once a grading, with all that checks want to know of them. */
export function layersOf(image: BuiltImage): Promise<readonly Layer[]> {
  const begun = read.get(image);
  if (begun) return begun;
  const reading = layersIn(image.reference);
  read.set(image, reading);
  return reading;
}

async function layersIn(reference: string): Promise<readonly Layer[]> {
  const { layers: ids } = await inspectImage(reference);
  const before = ids.flatMap((id) => known.get(id) ?? []);
  if (before.length === ids.length) return before;
  const layers = await readLayers(reference, { compress: "zstd", keep: tellsOfMaterials });
  for (const layer of layers) known.set(layer.id, layer);
  return layers;
}

/** Layers whose files include one of these. */
export function layersWith(layers: readonly Layer[], path: RegExp): Layer[] {
  return layers.filter(({ files }) => files.some((file) => path.test(file.path)));
}

/** What tells the layer with the API's packages. */
export const INSTALLED = /node_modules\/onnxruntime-node\/package\.json$/;
