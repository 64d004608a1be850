import type { Objective } from "@workshop/serving/predictor/lightgbm";
import type { GraphBuilder } from "./graph-builder.ts";

/** Adds the nodes that turn raw scores into predictions named `output`. */
export function addLink(
  builder: GraphBuilder,
  objective: Objective,
  scores: string,
  output: string,
): void {
  switch (objective.link) {
    case "identity":
      builder.add("Identity", [scores], output);
      return;
    case "signed-square": {
      const signs = builder.add("Sign", [scores], "signs");
      const magnitudes = builder.add("Mul", [signs, scores], "score_magnitudes");
      builder.add("Mul", [magnitudes, scores], output);
      return;
    }
    case "exp":
      builder.add("Exp", [scores], output);
      return;
    case "sigmoid": {
      const scaled =
        objective.slope === 1
          ? scores
          : builder.add("Mul", [scores, builder.scalar("slope", objective.slope)], "scaled_scores");
      builder.add("Sigmoid", [scaled], output);
      return;
    }
    case "softmax":
      builder.add("Softmax", [scores], output, { axis: 1 });
  }
}
