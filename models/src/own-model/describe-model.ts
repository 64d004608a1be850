import type { Metadata } from "@workshop/serving/model-loader";
import type { ReadModel } from "../conversion/read-model.ts";
import { describeColumns } from "./describe-columns.ts";

interface Given {
  name: string;
  version: string;
  /** When the file was written: the nearest to a time of training that is known. */
  writtenAt: Date;
}

const PROBABILITY = /^(binary|cross_entropy)\b/;

/** The metadata of somebody's own model, but for its files: nothing is known of data and scores. */
export function describeModel(
  { text, model, objective }: ReadModel,
  { name, version, writtenAt }: Given,
): Omit<Metadata, "files"> {
  const { outputs, trees, featureNames } = model;
  const binary = outputs === 1 && PROBABILITY.test(objective);
  return {
    format: 1,
    name,
    version,
    description: `A LightGBM model of ${trees.length} trees, objective ${objective}.`,
    trained_at: writtenAt.toISOString().replace(/\.\d+Z$/, "Z"),
    ...target(binary, outputs),
    entities: [],
    feature_store: null,
    features: describeColumns(text, featureNames),
    data: null,
    evaluations: [],
    feature_importance: [],
    lineage: { trainer: "LightGBM", versions: {}, parameters: {}, seed: null, git_commit: null },
  };
}

function target(
  binary: boolean,
  outputs: number,
): Pick<Metadata, "task" | "classes" | "threshold"> {
  if (binary) return { task: "binary", classes: ["0", "1"], threshold: 0.5 };
  if (outputs === 1) return { task: "regression", classes: null, threshold: null };
  const classes = Array.from({ length: outputs }, (_, index) => String(index));
  return { task: "multiclass", classes, threshold: null };
}
