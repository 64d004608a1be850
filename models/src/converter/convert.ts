import { type Model, parse } from "@workshop/serving/predictor/lightgbm";
import { addColumns, columnsOf } from "./columns.ts";
import { refuseDeepTrees } from "./depth.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { addLink } from "./link.ts";
import { type Graph, modelProto } from "./onnx.ts";
import { encode } from "./protobuf.ts";
import { treeEnsemble } from "./tree-ensemble.ts";

/** The first ones with float64 trees: ONNX 1.16, ONNX Runtime 1.20. */
const IR_VERSION = 10;
const OPSETS = { "": 21, "ai.onnx.ml": 5 };

/**
 * Converts a LightGBM model, in LightGBM's text format, to ONNX, in float64 throughout.
 *
 * Input: `input` [N, features], NaN where a value is missing. Output: `probabilities` [N, classes]
 * of a multiclass model, else `prediction` [N, 1]; what LightGBM's predict returns. The same text
 * gives the same bytes.
 * @throws MalformedModel or UnsupportedModel, each naming the line.
 */
export function convert(modelText: string): Uint8Array {
  const model = parse(modelText);
  refuseDeepTrees(model);
  const graph = toGraph(model);
  return encode(
    modelProto({
      irVersion: IR_VERSION,
      opsets: OPSETS,
      producer: { name: "@workshop/models/converter", version: "0.1.0" },
      doc: `A LightGBM model of ${model.trees.length} trees, link ${model.objective.link}, converted from LightGBM's text format ${model.version}.`,
      metadata: { feature_names: JSON.stringify(model.featureNames) },
      graph,
    }),
  );
}

function toGraph(model: Model): Graph {
  const { outputs, objective, featureNames } = model;
  const builder = new GraphBuilder();
  const columns = columnsOf(model);
  const trees = treeEnsemble(model, columns);
  const read = addColumns(builder, "input", columns);
  let scores = builder.add("TreeEnsemble", [read], "scores", trees, "ai.onnx.ml");
  if (model.averageOutput) {
    const iterations = builder.scalar("iterations", model.trees.length / outputs);
    scores = builder.add("Div", [scores, iterations], "mean_scores");
  }
  const classes = outputs > 1 && objective.link !== "identity";
  const output = classes ? "probabilities" : "prediction";
  addLink(builder, objective, scores, output);
  return {
    name: "lightgbm",
    nodes: builder.nodes,
    initializers: builder.initializers,
    inputs: [
      { name: "input", shape: ["N", featureNames.length], doc: "Features; NaN is missing." },
    ],
    outputs: [{ name: output, shape: ["N", outputs], doc: "What LightGBM's predict returns." }],
  };
}
