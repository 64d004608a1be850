import {
  comparison,
  type Model,
  type Split,
  type Tree,
} from "@workshop/serving/predictor/lightgbm";
import type { Columns } from "./columns.ts";
import { membersOf } from "./members.ts";
import type { Attribute, Tensor } from "./onnx.ts";

/** The nodes of ai.onnx.ml's TreeEnsemble; the fields are the operator's attributes. */
interface Nodes {
  featureids: number[];
  modes: number[];
  splits: number[];
  missing_value_tracks_true: number[];
  truenodeids: number[];
  trueleafs: number[];
  falsenodeids: number[];
  falseleafs: number[];
}

const AT_MOST = 0;
const MEMBER = 6;
const SUM = 1;
const NO_TRANSFORM = 0;

/** Attributes of the TreeEnsemble (version 5) that sums the trees, in float64. */
export function treeEnsemble(model: Model, columns: Columns): Record<string, Attribute> {
  const nodes: Nodes = {
    featureids: [],
    modes: [],
    splits: [],
    missing_value_tracks_true: [],
    truenodeids: [],
    trueleafs: [],
    falsenodeids: [],
    falseleafs: [],
  };
  const roots: number[] = [];
  const members: number[] = [];
  const leafWeights: number[] = [];
  const leafTargets: number[] = [];
  model.trees.forEach((tree, index) => {
    roots.push(nodes.modes.length);
    addTree(tree, columns, nodes, members, leafWeights.length);
    for (const value of tree.leafValues) {
      leafWeights.push(value);
      leafTargets.push(index % model.outputs);
    }
  });
  return {
    aggregate_function: SUM,
    post_transform: NO_TRANSFORM,
    n_targets: model.outputs,
    tree_roots: roots,
    nodes_featureids: nodes.featureids,
    nodes_modes: tensor(Uint8Array.from(nodes.modes)),
    nodes_splits: tensor(Float64Array.from(nodes.splits)),
    nodes_missing_value_tracks_true: nodes.missing_value_tracks_true,
    nodes_truenodeids: nodes.truenodeids,
    nodes_trueleafs: nodes.trueleafs,
    nodes_falsenodeids: nodes.falsenodeids,
    nodes_falseleafs: nodes.falseleafs,
    leaf_targetids: leafTargets,
    leaf_weights: tensor(Float64Array.from(leafWeights)),
    ...(members.length > 0 && { membership_values: tensor(Float64Array.from(members)) }),
  };
}

/** A split with its left child as the true branch. */
function addTree(
  tree: Tree,
  columns: Columns,
  nodes: Nodes,
  members: number[],
  firstLeaf: number,
): void {
  const first = nodes.modes.length;
  const splits = tree.splits.length > 0 ? tree.splits : [ALWAYS_LEAF];
  for (const split of splits) {
    if (split.kind === "categorical") {
      nodes.featureids.push(columns.truncated.get(split.feature) ?? split.feature);
      nodes.modes.push(MEMBER);
      nodes.splits.push(0);
      nodes.missing_value_tracks_true.push(0);
      for (const member of membersOf(split.categories)) members.push(member);
      members.push(Number.NaN);
    } else {
      const { threshold, nanLeft, zerosAreNaN } = comparison(split);
      const copy = zerosAreNaN ? columns.withoutZeros.get(split.feature) : undefined;
      nodes.featureids.push(copy ?? split.feature);
      nodes.modes.push(AT_MOST);
      nodes.splits.push(threshold);
      nodes.missing_value_tracks_true.push(nanLeft ? 1 : 0);
    }
    const { left, right } = split;
    nodes.truenodeids.push(left < 0 ? firstLeaf + ~left : first + left);
    nodes.trueleafs.push(left < 0 ? 1 : 0);
    nodes.falsenodeids.push(right < 0 ? firstLeaf + ~right : first + right);
    nodes.falseleafs.push(right < 0 ? 1 : 0);
  }
}

/** The operator has no tree without a split: both ways lead to the one leaf. */
const ALWAYS_LEAF: Split = {
  kind: "numeric",
  feature: 0,
  threshold: 1,
  missing: "none",
  defaultLeft: false,
  left: -1,
  right: -1,
};

function tensor(data: Float64Array | Uint8Array): Tensor {
  return { shape: [data.length], data };
}
