import { MalformedModel, quote, UnsupportedModel } from "./errors.ts";
import type { Fields } from "./fields.ts";
import type { Model } from "./model.ts";
import { integer, words } from "./numbers.ts";
import { parseObjective } from "./objective.ts";

export const HEADER_KEYS: ReadonlySet<string> = new Set([
  "version",
  "num_class",
  "num_tree_per_iteration",
  "label_index",
  "max_feature_idx",
  "objective",
  "average_output",
  "feature_names",
  "monotone_constraints",
  "feature_infos",
  "tree_sizes",
]);

const VERSIONS = ["v3", "v4"];
const LARGEST = 2 ** 31 - 1;

/** Everything of a model but its trees, and how many trees the header promises. */
export interface Header extends Omit<Model, "trees"> {
  trees: { line: number; count: number } | undefined;
}

export function parseHeader(fields: Fields): Header {
  const version = fields.get("version");
  if (!VERSIONS.includes(version.value)) {
    throw new UnsupportedModel(
      version.line,
      `the format ${quote(version.value)}`,
      VERSIONS.join(", "),
    );
  }
  const columns = integer(fields.get("max_feature_idx"), 0, LARGEST - 1) + 1;
  const featureNames = words(fields.get("feature_names"), columns);
  words(fields.get("feature_infos"), columns);
  const classes = integer(fields.get("num_class"), 1, LARGEST);
  const perIteration = fields.get("num_tree_per_iteration");
  const outputs = integer(perIteration, 1, LARGEST);
  if (outputs !== classes) {
    throw new MalformedModel(perIteration.line, `num_class=${classes} trees`, `${outputs}`);
  }
  const sizes = fields.find("tree_sizes");
  return {
    version: version.value,
    featureNames,
    outputs,
    averageOutput: fields.find("average_output") !== undefined,
    objective: parseObjective(fields.find("objective"), outputs),
    trees: sizes && { line: sizes.line, count: words(sizes).length },
  };
}
