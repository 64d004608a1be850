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
    return {
      model,
      onnx,
      rows: count,
      differences: {
        walker: differ(walker.predict(rows, count)),
        onnx: differ(await engine.run(rows, count)),
      },
    };
  } finally {
    await engine.close();
  }
}
