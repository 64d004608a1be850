import type { Engine } from "./engine.ts";
import { compile, parse } from "./lightgbm/index.ts";

/**
 * Opens LightGBM's own text format as a tree walk over typed arrays.
 * @throws MalformedModel or UnsupportedModel, each naming the line.
 */
export function openWalkerEngine(modelText: string): Engine {
  const walker = compile(parse(modelText));
  return {
    name: "walker",
    features: walker.featureCount,
    outputs: walker.outputCount,
    run: (rows, count) => walker.predict(rows, count),
    close: async () => {},
  };
}
