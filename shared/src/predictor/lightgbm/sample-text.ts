import { parse } from "./index.ts";

/** A model of two trees, with a split of each kind, as LightGBM writes it. */
export const TEXT = `tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx=2
objective=binary sigmoid:1
feature_names=age colour rate
feature_infos=[0:9] 0:1:2 [0:1]
tree_sizes=300 80

Tree=0
num_leaves=4
num_cat=1
split_feature=0 1 2
split_gain=3 2 1
threshold=2.5 0 0.5
decision_type=10 1 4
left_child=1 -1 -2
right_child=2 -3 -4
leaf_value=0.1 -0.2 0.3 4e-1
leaf_weight=1 1 1 1
cat_boundaries=0 2
cat_threshold=5 2
is_linear=0
shrinkage=1


Tree=1
num_leaves=1
num_cat=0
split_feature=
leaf_value=0.7
shrinkage=1


end of trees

feature_importances:
age=1
`;

/** The number of the line in TEXT that starts so. */
export const lineOf = (start: string) =>
  TEXT.split("\n").findIndex((line) => line.startsWith(start)) + 1;

/** What a text is refused with. */
export function errorOf(text: string): Error {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("expected the model to be refused");
}
