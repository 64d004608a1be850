/** Overrides of header lines; undefined leaves the line out, true writes a bare word. */
type Header = Record<string, string | true | undefined>;

/** One tree's lines by key; what is missing is that of a tree with one leaf. */
type TreeLines = Record<string, string | undefined>;

/** A model in LightGBM's text format, for tests, with as many features as `features` says. */
export function modelText(trees: TreeLines[], header: Header = {}, features = 1): string {
  const names = Array.from({ length: features }, (_, index) => `Column_${index}`);
  const head: Header = {
    version: "v4",
    num_class: "1",
    num_tree_per_iteration: "1",
    label_index: "0",
    max_feature_idx: `${features - 1}`,
    feature_names: names.join(" "),
    feature_infos: names.map(() => "[-1:1]").join(" "),
    tree_sizes: trees.map(() => "100").join(" "),
    ...header,
  };
  const blocks = trees.map((tree, index) => lines({ Tree: `${index}`, ...ONE_LEAF, ...tree }));
  return ["tree", lines(head), "", ...blocks, "end of trees", ""].join("\n");
}

/** A tree of one split: leaf 1 on the left, leaf 2 on the right, worth -1 and 1. */
export function oneSplit(split: TreeLines): TreeLines {
  return {
    num_leaves: "2",
    split_feature: "0",
    threshold: "0",
    decision_type: "0",
    left_child: "-1",
    right_child: "-2",
    leaf_value: "-1 1",
    ...split,
  };
}

/** A tree as deep as it has splits: leaf k takes the values from k - 1 to k. */
export function chain(splits: number): TreeLines {
  const each = (value: (index: number) => number) =>
    Array.from({ length: splits }, (_, index) => value(index)).join(" ");
  return {
    num_leaves: `${splits + 1}`,
    split_feature: each(() => 0),
    threshold: each((index) => index),
    decision_type: each(() => 0),
    left_child: each((index) => -index - 1),
    right_child: each((index) => (index + 1 < splits ? index + 1 : -splits - 1)),
    leaf_value: `${each((index) => index)} ${splits}`,
  };
}

const ONE_LEAF: TreeLines = { num_leaves: "1", num_cat: "0", leaf_value: "0.25", is_linear: "0" };

function lines(fields: Header): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? key : `${key}=${value}`))
    .join("\n");
}
