import { describe, expect, it, test } from "vitest";
import { modelText } from "./fixture.ts";
import { MalformedModel, UnsupportedModel } from "./index.ts";
import { errorOf, lineOf, TEXT } from "./sample-text.ts";

describe("MalformedModel", () => {
  test.each([
    ["no model at all", "", "", 1, 'expected "tree", found ""'],
    ["another format", TEXT, '{"name": "tree"}', 1, 'expected "tree", found "{\\"name\\"'],
    [
      "words between the lines",
      "label_index=0",
      "hello",
      lineOf("label"),
      'expected key=value, found "hello"',
    ],
    [
      "a key twice",
      "label_index=0",
      "num_class=1",
      lineOf("label"),
      "expected num_class once, found it again",
    ],
    [
      "no max_feature_idx",
      "max_feature_idx=2\n",
      "",
      1,
      "expected max_feature_idx= in the header, found none",
    ],
    ["no feature_infos", /feature_infos.*\n/, "", 1, "expected feature_infos= in the header"],
    [
      "a number that is none",
      "max_feature_idx=2",
      "max_feature_idx=two",
      lineOf("max"),
      'expected an integer from 0 to 2147483646 in max_feature_idx, found "two"',
    ],
    [
      "too few feature names",
      "age colour rate",
      "age rate",
      lineOf("feature_names"),
      "expected 3 values of feature_names, found 2",
    ],
    [
      "classes without trees",
      "num_class=1",
      "num_class=3",
      lineOf("num_tree"),
      "expected num_class=3 trees, found 1",
    ],
    [
      "a sigmoid of nothing",
      "sigmoid:1",
      "sigmoid:0",
      lineOf("objective"),
      'expected sigmoid: with a positive number, found "binary sigmoid:0"',
    ],
    [
      "no sigmoid",
      " sigmoid:1",
      "",
      lineOf("objective"),
      "expected sigmoid: with a positive number",
    ],
    ["trees out of order", "Tree=1", "Tree=2", lineOf("Tree=1"), 'expected Tree=1, found "Tree=2"'],
    [
      "a tree that is missing",
      /Tree=1[\s\S]*?\n\n\n/,
      "",
      lineOf("tree_sizes"),
      "expected one size for each of 1 trees in tree_sizes, found 2",
    ],
    ["no trees", /Tree=0[\s\S]*(?=end of trees)/, "", 12, "found that the model has no trees"],
    [
      "an end too early",
      /end of trees[\s\S]*/,
      "",
      37,
      'expected "end of trees", found the end of the file',
    ],
    [
      "no num_leaves",
      "num_leaves=4\n",
      "",
      lineOf("Tree=0"),
      "expected num_leaves= in Tree=0, found none",
    ],
    ["no num_cat", "num_cat=1\n", "", lineOf("Tree=0"), "expected num_cat= in Tree=0, found none"],
    [
      "no leaf_value",
      /leaf_value=.*\n/,
      "",
      lineOf("Tree=0"),
      "expected leaf_value= in Tree=0, found none",
    ],
    [
      "no decision_type",
      /decision_type.*\n/,
      "",
      lineOf("Tree=0"),
      "expected decision_type= in Tree=0",
    ],
    [
      "no leaves",
      "num_leaves=4",
      "num_leaves=0",
      lineOf("num_leaves"),
      'expected an integer from 1 to 2147483647 in num_leaves, found "0"',
    ],
    [
      "more leaves than values",
      "num_leaves=4",
      "num_leaves=999999999",
      lineOf("leaf_value"),
      "expected 999999999 values of leaf_value, found 4",
    ],
    [
      "one threshold too few",
      "threshold=2.5 0 0.5",
      "threshold=2.5 0",
      lineOf("threshold"),
      "expected 3 values of threshold, found 2",
    ],
    [
      "one statistic too many",
      "split_gain=3 2 1",
      "split_gain=3 2 1 0",
      lineOf("split_gain"),
      "expected 3 values of split_gain, found 4",
    ],
    [
      "a leaf that is no number",
      "4e-1",
      "4x-1",
      lineOf("leaf_value"),
      'expected finite numbers in leaf_value, found "4x-1"',
    ],
    [
      "a leaf that is infinite",
      "4e-1",
      "4e999",
      lineOf("leaf_value"),
      'expected finite numbers in leaf_value, found "4e999"',
    ],
    [
      "a threshold that is NaN",
      "threshold=2.5",
      "threshold=nan",
      lineOf("threshold"),
      'expected numbers in threshold, found "nan"',
    ],
    [
      "a hexadecimal number",
      "threshold=2.5",
      "threshold=0x10",
      lineOf("threshold"),
      'expected numbers in threshold, found "0x10"',
    ],
    [
      "a feature beyond the last",
      "split_feature=0 1 2",
      "split_feature=0 1 3",
      lineOf("split_feature"),
      'expected an integer from 0 to 2 in split_feature, found "3"',
    ],
    [
      "a missing type that is none",
      "decision_type=10",
      "decision_type=12",
      lineOf("decision_type"),
      'expected an integer from 0 to 11 in decision_type, found "12"',
    ],
    [
      "a child beyond the last split",
      "left_child=1",
      "left_child=3",
      lineOf("left_child"),
      'expected an integer from -4 to 2 in left_child, found "3"',
    ],
    [
      "a child beyond the last leaf",
      "right_child=2 -3 -4",
      "right_child=2 -3 -5",
      lineOf("right_child"),
      'found "-5"',
    ],
    [
      "a way back to the root",
      "left_child=1 -1",
      "left_child=1 0",
      lineOf("left_child"),
      "found 0 below split 1, which is the root",
    ],
    [
      "a cycle",
      "right_child=2 -3 -4",
      "right_child=2 -3 2",
      lineOf("right_child"),
      "found 2 below split 2, which is already below split 0",
    ],
    [
      "a leaf with two parents",
      "right_child=2 -3 -4",
      "right_child=2 -3 -1",
      lineOf("left_child"),
      "found -1 below split 1, which is already below split 2",
    ],
    [
      "a split that nothing leads to",
      "left_child=1 -1 -2",
      "left_child=-1 1 -2",
      lineOf("left_child"),
      "expected every split and leaf below split 0, found split 1 below none",
    ],
    [
      "a set beyond the last",
      "threshold=2.5 0",
      "threshold=2.5 1",
      lineOf("threshold"),
      "expected an index below num_cat=1 in threshold of split 1, found 1",
    ],
    ["no sets", "cat_threshold=5 2\n", "", lineOf("Tree=0"), "expected cat_threshold= in Tree=0"],
    [
      "sets that end too early",
      "cat_boundaries=0 2",
      "cat_boundaries=0 1",
      lineOf("cat_boundaries"),
      "expected cat_boundaries that rise from 0 to the 2 words of cat_threshold, found 0 1",
    ],
    [
      "a word of a set that is too large",
      "cat_threshold=5 2",
      "cat_threshold=5 4294967296",
      lineOf("cat_threshold"),
      'found "4294967296"',
    ],
  ])("%s", (_, search, replacement, line, says) => {
    const damaged = search === "" ? "" : TEXT.replace(search, replacement);
    const error = errorOf(damaged);
    expect(error).toBeInstanceOf(MalformedModel);
    expect(error.message).toContain(says);
    expect(error.message.startsWith(`Line ${line}: expected `)).toBe(true);
    expect(error).toHaveProperty("line", line);
  });

  it("asks for classes' objectives where there are several trees per iteration", () => {
    const header = { num_class: "2", num_tree_per_iteration: "2", objective: "poisson" };
    expect(errorOf(modelText([{}, {}], header)).message).toContain(
      "expected one of multiclass, multiclassova for 2 trees per iteration, found poisson",
    );
  });

  it("asks for whole iterations", () => {
    const header = { num_class: "2", num_tree_per_iteration: "2" };
    expect(errorOf(modelText([{}, {}, {}], header)).message).toContain(
      "expected trees in multiples of num_tree_per_iteration=2, found 3",
    );
  });

  it("quotes little of what it found, without control characters", () => {
    const { message } = errorOf(`\u0007${"x".repeat(100_000)}`);
    expect(message.length).toBeLessThan(250);
    expect(message).toContain("\\u0007xxx");
  });
});

describe("UnsupportedModel", () => {
  test.each([
    ["version=v4", "version=v2", 'the format "v2" is not supported; supported: v3, v4.'],
    ["version=v4", "version=v5", 'the format "v5" is not supported'],
    [
      "objective=binary sigmoid:1",
      "objective=lambdarank",
      'the objective "lambdarank" is not supported; supported: regression,',
    ],
    [
      "is_linear=0",
      "is_linear=1",
      "a linear tree (is_linear=1) is not supported; supported: constant leaves.",
    ],
    ["label_index=0", "rank_index=0", 'the key "rank_index" is not supported; supported: version,'],
    ["shrinkage=1", "growth=1", 'the key "growth" is not supported; supported: num_leaves,'],
  ])("%s as %s", (search, replacement, says) => {
    const error = errorOf(TEXT.replace(search, replacement));
    expect(error).toBeInstanceOf(UnsupportedModel);
    expect(error.message).toContain(`Line ${lineOf(search)}: ${says}`);
    expect(error).toHaveProperty("line", lineOf(search));
  });
});
