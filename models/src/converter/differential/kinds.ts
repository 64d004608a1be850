import { comparison, type Model, type Split } from "@workshop/serving/predictor/lightgbm";

/** What a model's file holds, so that a test can tell that nothing was left out. */
export function kindsOf(model: Model): string[] {
  const { trees, objective, averageOutput } = model;
  const leaves = trees.some((tree) => tree.splits.length === 0);
  return [
    `link ${objective.link}`,
    ...(averageOutput ? ["averaged"] : []),
    ...(leaves ? ["a tree of one leaf"] : []),
    ...trees.flatMap((tree) => tree.splits.flatMap(splitKinds)),
  ];
}

function splitKinds(split: Split): string[] {
  if (split.kind === "categorical") {
    const words = split.categories.length;
    return [words > 2 ? "a set beyond category 63" : "a set"];
  }
  const { missing, threshold, defaultLeft } = split;
  const way = defaultLeft ? "left" : "right";
  const kinds = [`missing ${missing} ${way}`];
  if (comparison(split).zerosAreNaN) kinds.push(`zeros go ${way} against the comparison`);
  if (threshold === Number.POSITIVE_INFINITY) kinds.push("an infinite threshold");
  if (Math.abs(threshold) < 1e-34) kinds.push("a threshold among the zeros");
  return kinds;
}
