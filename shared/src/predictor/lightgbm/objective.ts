import { MalformedModel, quote, UnsupportedModel } from "./errors.ts";
import type { Field } from "./fields.ts";

/** How raw scores become predictions. */
export type Objective =
  | { link: "identity" | "signed-square" | "exp" | "softmax" }
  /** 1 / (1 + exp(-slope * score)), each output by itself. */
  | { link: "sigmoid"; slope: number };

const IDENTITY = ["regression", "regression_l1", "huber", "fair", "quantile", "mape"];
const EXP = ["poisson", "gamma", "tweedie"];
const MULTICLASS = ["multiclass", "multiclassova"];
const NAMES = [...IDENTITY, ...EXP, "binary", "cross_entropy", ...MULTICLASS];

/** Reads `objective=`; without that line (a custom objective) predictions are raw scores. */
export function parseObjective(field: Field | undefined, outputs: number): Objective {
  if (!field) return { link: "identity" };
  const [name = "", ...options] = field.value.split(/ +/);
  if (!NAMES.includes(name)) {
    throw new UnsupportedModel(field.line, `the objective ${quote(name)}`, NAMES.join(", "));
  }
  if (!MULTICLASS.includes(name) && outputs > 1) {
    throw new MalformedModel(
      field.line,
      `one of ${MULTICLASS.join(", ")} for ${outputs} trees per iteration`,
      name,
    );
  }
  if (EXP.includes(name)) return { link: "exp" };
  if (name === "multiclass") return { link: "softmax" };
  if (name === "cross_entropy") return { link: "sigmoid", slope: 1 };
  if (IDENTITY.includes(name)) {
    // Learnt from the labels' square roots (reg_sqrt), which huber ignores.
    const squared = options.includes("sqrt") && name !== "huber";
    return { link: squared ? "signed-square" : "identity" };
  }
  return { link: "sigmoid", slope: sigmoidOf(field, options) };
}

function sigmoidOf(field: Field, options: string[]): number {
  const option = options.find((each) => each.startsWith("sigmoid:"));
  const slope = Number(option?.slice("sigmoid:".length) || "0");
  if (slope > 0 && Number.isFinite(slope)) return slope;
  throw new MalformedModel(field.line, "sigmoid: with a positive number", quote(field.value));
}
