import type { Objective } from "./objective.ts";

/** Turns raw scores, row-major with `outputs` per row, into predictions, in place. */
export function applyLink(objective: Objective, scores: Float64Array, outputs: number): void {
  switch (objective.link) {
    case "identity":
      return;
    case "signed-square":
      for (let at = 0; at < scores.length; at += 1) {
        const score = scores[at] ?? 0;
        scores[at] = Math.sign(score) * score * score;
      }
      return;
    case "exp":
      for (let at = 0; at < scores.length; at += 1) scores[at] = Math.exp(scores[at] ?? 0);
      return;
    case "sigmoid":
      for (let at = 0; at < scores.length; at += 1) {
        scores[at] = 1 / (1 + Math.exp(-objective.slope * (scores[at] ?? 0)));
      }
      return;
    case "softmax":
      for (let row = 0; row < scores.length; row += outputs) softmax(scores, row, row + outputs);
  }
}

function softmax(scores: Float64Array, from: number, to: number): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at += 1) largest = Math.max(largest, scores[at] ?? 0);
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const weight = Math.exp((scores[at] ?? 0) - largest);
    scores[at] = weight;
    sum += weight;
  }
  for (let at = from; at < to; at += 1) scores[at] = (scores[at] ?? 0) / sum;
}
