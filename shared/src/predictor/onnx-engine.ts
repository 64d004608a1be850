import type { Engine } from "./engine.ts";
import { ort } from "./onnxruntime.ts";

/**
 * Opens an ONNX model with one float64 input [N, features] and a float64 output [N, outputs].
 * One thread inside: a serving process scales by processes, and threads of a runtime that
 * spin beside the event loop cost more than they bring on rows this small.
 * @throws Error of ONNX Runtime where the bytes are not a model it can run.
 */
export async function openOnnxEngine(model: Uint8Array): Promise<Engine> {
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  });
  const [input, ...otherInputs] = session.inputMetadata;
  const [output] = session.outputMetadata;
  if (!input?.isTensor || !output?.isTensor || otherInputs.length > 0) {
    throw new Error("the graph must have one tensor input and a tensor output");
  }
  if (input.type !== "float64") {
    throw new Error(`the input must be float64 [N, features], found ${input.type}`);
  }
  const features = input.shape.at(-1);
  if (typeof features !== "number") {
    throw new Error("the input's last dimension must be the fixed number of features");
  }
  const columns = output.shape.length > 1 ? output.shape.at(-1) : 1;

  return {
    name: "onnx",
    features,
    outputs: typeof columns === "number" ? columns : 1,
    async run(rows, count) {
      const data = rows.length === count * features ? rows : rows.subarray(0, count * features);
      const feeds = { [input.name]: new ort.Tensor("float64", data, [count, features]) };
      const result = (await session.run(feeds))[output.name]?.data;
      if (result instanceof Float64Array) return result;
      if (result instanceof Float32Array) return Float64Array.from(result);
      throw new Error("the output must be a float64 or float32 tensor");
    },
    async close() {
      await session.release();
    },
  };
}
