import type { Engine } from "./engine.ts";

/**
 * Opens an ONNX model with one float64 or float32 input [N, features] and one numeric output
 * [N] or [N, outputs]. Where there are several outputs, `prediction` or `probabilities` is read.
 * One thread inside: a serving process scales by processes, and a runtime's threads that spin
 * beside the event loop cost more than they bring on rows this small.
 * @throws Error of ONNX Runtime where the bytes are not a model it can run.
 */
export async function openOnnxEngine(model: Uint8Array): Promise<Engine> {
  // The library costs tens of megabytes and milliseconds: who serves by another engine pays neither.
  const { ort } = await import("./onnxruntime.ts");
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  });
  const [input, ...otherInputs] = session.inputMetadata;
  if (!input?.isTensor || otherInputs.length > 0) {
    throw new Error(`the graph must have one tensor input, found ${session.inputNames.join(", ")}`);
  }
  if (input.type !== "float64" && input.type !== "float32") {
    throw new Error(`the input must be float64 or float32, found ${input.type}`);
  }
  const features = input.shape.at(-1);
  if (typeof features !== "number") {
    throw new Error("the input's last dimension must be the fixed number of features");
  }
  const numeric = session.outputMetadata.filter(
    (each) => each.isTensor && (each.type === "float64" || each.type === "float32"),
  );
  const output =
    numeric.find((each) => ["prediction", "probabilities"].includes(each.name)) ?? numeric[0];
  if (!output?.isTensor) {
    throw new Error(`no output is a numeric tensor, found ${session.outputNames.join(", ")}`);
  }
  const columns = output.shape.length > 1 ? output.shape.at(-1) : 1;
  const fetches = [output.name];

  return {
    name: "onnx",
    features,
    outputs: typeof columns === "number" ? columns : 1,
    async run(rows, count) {
      const used = rows.length === count * features ? rows : rows.subarray(0, count * features);
      const tensor =
        input.type === "float64"
          ? new ort.Tensor("float64", used, [count, features])
          : new ort.Tensor("float32", Float32Array.from(used), [count, features]);
      const result = (await session.run({ [input.name]: tensor }, fetches))[output.name]?.data;
      if (result instanceof Float64Array) return result;
      if (result instanceof Float32Array) return Float64Array.from(result);
      throw new Error(`ONNX Runtime returned no numbers for ${output.name}`);
    },
    async close() {
      await session.release();
    },
  };
}
