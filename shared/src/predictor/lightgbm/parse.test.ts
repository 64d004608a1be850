import { describe, expect, it, test } from "vitest";
import { chain, modelText } from "./fixture.ts";
import { parse } from "./index.ts";
import { lineOf, TEXT } from "./sample-text.ts";

describe("parse", () => {
  it("reads header and trees", () => {
    const { trees, ...header } = parse(TEXT);
    expect(header).toEqual({
      version: "v4",
      featureNames: ["age", "colour", "rate"],
      outputs: 1,
      averageOutput: false,
      objective: { link: "sigmoid", slope: 1 },
    });
    expect(trees).toEqual([
      {
        line: lineOf("Tree=0"),
        splits: [
          {
            kind: "numeric",
            feature: 0,
            threshold: 2.5,
            missing: "nan",
            defaultLeft: true,
            left: 1,
            right: 2,
          },
          {
            kind: "categorical",
            feature: 1,
            categories: Uint32Array.of(5, 2),
            left: -1,
            right: -3,
          },
          {
            kind: "numeric",
            feature: 2,
            threshold: 0.5,
            missing: "zero",
            defaultLeft: false,
            left: -2,
            right: -4,
          },
        ],
        leafValues: Float64Array.of(0.1, -0.2, 0.3, 0.4),
      },
      { line: lineOf("Tree=1"), splits: [], leafValues: Float64Array.of(0.7) },
    ]);
  });

  it("takes version v3, Windows line ends and a header without tree_sizes", () => {
    const expected = parse(TEXT).trees;
    expect(parse(TEXT.replace("version=v4", "version=v3")).trees).toEqual(expected);
    expect(parse(TEXT.replaceAll("\n", "\r\n")).trees).toEqual(expected);
    expect(parse(TEXT.replace(/tree_sizes=.*/, "")).trees).toEqual(expected);
  });
});

test("a deep tree is no deeper recursion", () => {
  expect(parse(modelText([chain(100_000)])).trees[0]?.splits).toHaveLength(100_000);
});
