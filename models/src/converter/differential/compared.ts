import { compile, type Model, parse } from "@workshop/serving/predictor/lightgbm";
import { openOnnxEngine } from "../../../../shared/src/predictor/onnx-engine.ts";
import { convert } from "../convert.ts";
import { type Difference, difference } from "./difference.ts";

/** One model under both engines, against LightGBM's own predictions. */
export interface Compared {
  model: Model;
  onnx: Uint8Array;
  rows: number;
  differences: Record<"walker" | "onnx", Difference>;
  /** Scores that the walker's two methods do not agree on to the last bit. */
  disagreements: number;
}

export async function compare(
  text: string,
  rows: Float64Array,
  expected: Float64Array,
): Promise<Compared> {
  const model = parse(text);
  const walker = compile(model);
  const onnx = convert(text);
  const engine = await openOnnxEngine(onnx);
  const count = rows.length / walker.featureCount;
  const differ = (found: Float64Array) =>
    difference(expected, found, model.objective, model.outputs);
  try {
    const scores = walker.predict(rows, count);
    const byPaths = compile(model, "paths").predict(rows, count);
    return {
      model,
      onnx,
      rows: count,
      differences: {
        walker: differ(scores),
        onnx: differ(await engine.run(rows, count)),
      },
      disagreements: scores.filter((score, at) => !Object.is(score, byPaths[at])).length,
    };
  } finally {
    await engine.close();
  }
}
