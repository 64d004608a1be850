import { tellsOfMaterials } from "../../engines/bill-of-materials/materials.ts";
import type { BuiltImage } from "../../engines/docker/build.ts";
import { type Layer, readLayers } from "../../engines/docker/layers.ts";

/** Reading them takes seconds, and on a busy machine many. */
export const LAYERS_MS = 120_000;

const read = new WeakMap<BuiltImage, Promise<Layer[]>>();

/** The layers of an image, read once a grading, with all that checks want to know of them. */
export function layersOf(image: BuiltImage): Promise<Layer[]> {
  const known = read.get(image);
  if (known) return known;
  const reading = readLayers(image.reference, { compress: "zstd", keep: tellsOfMaterials });
  read.set(image, reading);
  return reading;
}

/** Layers whose files include one of these. */
export function layersWith(layers: readonly Layer[], path: RegExp): Layer[] {
  return layers.filter(({ files }) => files.some((file) => path.test(file.path)));
}

/** What tells the layer with the API's packages. */
export const INSTALLED = /node_modules\/onnxruntime-node\/package\.json$/;
