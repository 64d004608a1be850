import type { Interval, Metadata } from "@workshop/serving/model-loader";
import { timeSplit } from "./verdict.ts";

/** One score of both versions on the time split. `difference` is B minus A. */
export interface ScoreDifference {
  score: "auc" | "log_loss" | "brier";
  a: Interval;
  b: Interval;
  difference: number;
  overlap: boolean;
}

/** Scores of two versions beside each other; empty where one of them has none. */
export function scoreDifferences(first: Metadata, second: Metadata): ScoreDifference[] {
  const [scoresA, scoresB] = [timeSplit(first), timeSplit(second)];
  if (!scoresA || !scoresB) return [];
  return (["auc", "log_loss", "brier"] as const).map((score) => {
    const [a, b] = [scoresA[score], scoresB[score]];
    const overlap = a.low <= b.high && b.low <= a.high;
    return { score, a, b, difference: b.value - a.value, overlap };
  });
}
