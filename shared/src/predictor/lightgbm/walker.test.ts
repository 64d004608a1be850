import { describe, expect, it, test } from "vitest";
import { ZERO_THRESHOLD } from "./comparison.ts";
import { modelText, oneSplit } from "./fixture.ts";
import { compile, parse } from "./index.ts";

/** The double next to it. */
const above = ZERO_THRESHOLD * (1 + Number.EPSILON);

function predict(text: string, ...rows: number[]): number[] {
  const model = parse(text);
  const count = rows.length / model.featureNames.length;
  const scores = [...compile(model).predict(Float64Array.from(rows), count)];
  expect(scores).toEqual([...compile(model, "paths").predict(Float64Array.from(rows), count)]);
  return scores;
}

/** Which way each value goes at a split. */
function ways(split: Record<string, string>, values: number[]): string {
  return predict(modelText([oneSplit(split)]), ...values)
    .map((score) => (score === -1 ? "L" : "R"))
    .join("");
}

test("zero ends at the float 1e-35, as a double", () => {
  expect(ZERO_THRESHOLD).toBe(1.0000000180025095e-35);
});

describe("a numeric split", () => {
  const [below, on, over] = [2.4999999999999996, 2.5, 2.5000000000000004];

  it("goes left at the threshold and right one ulp above", () => {
    expect(ways({ threshold: "2.5" }, [below, on, over, -Infinity, Infinity])).toBe("LLRLR");
    expect(ways({ threshold: "inf", decision_type: "8" }, [1e308, Infinity, NaN])).toBe("LLR");
  });

  test.each([
    // Missing None: NaN is 0, whatever the default direction.
    { type: 0, threshold: "2.5", goes: "LLLLR" },
    { type: 2, threshold: "-2.5", goes: "RRRLR" },
    // Missing Zero: NaN and zeros go the default way.
    { type: 4, threshold: "2.5", goes: "RRRLR" },
    { type: 6, threshold: "2.5", goes: "LLLLR" },
    { type: 4, threshold: "-2.5", goes: "RRRLR" },
    { type: 6, threshold: "-2.5", goes: "LLLLR" },
    // Missing NaN: only NaN goes the default way.
    { type: 8, threshold: "2.5", goes: "RLLLR" },
    { type: 10, threshold: "2.5", goes: "LLLLR" },
    { type: 8, threshold: "-2.5", goes: "RRRLR" },
    { type: 10, threshold: "-2.5", goes: "LRRLR" },
  ])(
    "of type $type at $threshold sends NaN, 0, 1e-36, -9, 9 $goes",
    ({ type, threshold, goes }) => {
      const split = { decision_type: `${type}`, threshold };
      expect(ways(split, [NaN, 0, 1e-36, -9, 9])).toBe(goes);
      expect(ways(split, [NaN, -0, -1e-36, -9, 9])).toBe(goes);
    },
  );

  it("reads magnitudes up to 1e-35 as 0, as LightGBM's predict does", () => {
    const values = [-above, -ZERO_THRESHOLD, -1e-36, 1e-36, ZERO_THRESHOLD, above];
    for (const threshold of ["0", "-0", "5e-36", "1.0000000180025095e-35"]) {
      expect(ways({ threshold }, values)).toBe("LLLLLR");
    }
    for (const threshold of ["-5e-36", "-1.0000000180025095e-35"]) {
      expect(ways({ threshold }, values)).toBe("LRRRRR");
    }
    expect(ways({ decision_type: "4" }, values)).toBe("LRRRRR");
    expect(ways({ decision_type: "6" }, values)).toBe("LLLLLR");
  });
});

describe("a categorical split", () => {
  // Categories 0, 2 and 33.
  const split = {
    decision_type: "9",
    num_cat: "1",
    cat_boundaries: "0 2",
    cat_threshold: "5 2",
  };

  it("sends its set left and every other category right", () => {
    expect(ways(split, [0, 1, 2, 3, 32, 33, 34, 65, 1e9])).toBe("LRLRRLRRR");
  });

  it("truncates, and sends negative, missing and huge values right", () => {
    expect(ways(split, [2.9, -0.9, -1, -2, 33.5])).toBe("LLRRL");
    expect(ways(split, [NaN, Infinity, -Infinity, 2 ** 32, 2 ** 32 + 2, -(2 ** 31)])).toBe(
      "RRRRRR",
    );
  });

  it("finds its own set among several", () => {
    const tree = {
      num_leaves: "3",
      num_cat: "2",
      split_feature: "0 0",
      threshold: "1 0",
      decision_type: "1 1",
      left_child: "-1 -2",
      right_child: "1 -3",
      leaf_value: "10 20 30",
      cat_boundaries: "0 1 3",
      // Set 0: category 1. Set 1: category 0 and category 63.
      cat_threshold: "2 1 2147483648",
    };
    expect(predict(modelText([tree]), 0, 1, 2, 63)).toEqual([10, 20, 30, 10]);
  });
});

describe("the scores of the trees", () => {
  const leaf = (value: number) => ({ leaf_value: `${value}` });

  it("are summed, and averaged with average_output", () => {
    const trees = [leaf(0.5), oneSplit({}), leaf(0.25)];
    expect(predict(modelText(trees), -5, 5)).toEqual([-0.25, 1.75]);
    expect(predict(modelText(trees, { average_output: true }), 5)).toEqual([1.75 / 3]);
  });

  it("belong to the classes in turn", () => {
    const header = { num_class: "2", num_tree_per_iteration: "2" };
    const trees = [leaf(1), oneSplit({}), leaf(2), leaf(20)];
    expect(predict(modelText(trees, header), -5, 5)).toEqual([3, 19, 3, 21]);
    expect(predict(modelText(trees, { ...header, average_output: true }), 5)).toEqual([1.5, 10.5]);
  });

  test.each([
    ["regression", [-1.5]],
    ["regression sqrt", [-2.25]],
    ["huber sqrt", [-1.5]],
    ["poisson", [Math.exp(-1.5)]],
    ["binary sigmoid:2", [1 / (1 + Math.exp(3))]],
    ["cross_entropy", [1 / (1 + Math.exp(1.5))]],
  ])("become predictions by the objective %s", (objective, expected) => {
    expect(predict(modelText([leaf(-1.5)], { objective }), 0)).toEqual(expected);
  });

  it("become probabilities of classes", () => {
    const trees = [leaf(1000), leaf(1000 + Math.LN2), leaf(0)];
    const header = { num_class: "3", num_tree_per_iteration: "3" };
    const softmax = predict(
      modelText(trees, { ...header, objective: "multiclass num_class:3" }),
      0,
    );
    expect(softmax).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(2 / 3, 12), 0]);
    const one = { ...header, objective: "multiclassova num_class:3 sigmoid:1" };
    expect(predict(modelText(trees, one), 0)).toEqual([1, 1, 0.5]);
  });
});

describe("predict", () => {
  const walker = compile(parse(modelText([oneSplit({ split_feature: "1" })], {}, 2)));

  it("takes rows that are longer than they need be, and none", () => {
    const rows = Float64Array.of(0, -1, 0, 1, 99);
    expect([...walker.predict(rows, 2)]).toEqual([-1, 1]);
    expect(walker.predict(rows, 0)).toHaveLength(0);
  });

  it("refuses rows that are too short", () => {
    expect(() => walker.predict(new Float64Array(3), 2)).toThrow(
      new RangeError("expected 2 rows of 2 numbers, found 3 numbers"),
    );
  });

  it("scores each of many rows by itself", () => {
    const rows = Float64Array.from({ length: 600 }, (_, index) => (index % 3) - 1);
    const together = walker.predict(rows, 300);
    const alone = Array.from(
      { length: 300 },
      (_, row) => walker.predict(rows.subarray(2 * row), 1)[0],
    );
    expect([...together]).toEqual(alone);
  });
});
