export { type Comparison, comparison, ZERO_THRESHOLD } from "./comparison.ts";
export { MalformedModel, UnsupportedModel } from "./errors.ts";
export type { CategoricalSplit, MissingType, Model, NumericSplit, Split, Tree } from "./model.ts";
export type { Objective } from "./objective.ts";
export { parse } from "./parse.ts";
export { compile, type Walker } from "./walker.ts";
