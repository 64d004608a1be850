import { readFileSync } from "node:fs";
import path from "node:path";
import { compile, parse } from "@workshop/serving/predictor/lightgbm";
import { describe, expect, it, test } from "vitest";
import { chain, modelText, oneSplit } from "../../../shared/src/predictor/lightgbm/fixture.ts";
import { openOnnxEngine } from "../../../shared/src/predictor/onnx-engine.ts";
import { ort } from "../../../shared/src/predictor/onnxruntime.ts";
import { RELEASES } from "../train/paths.ts";
import { convert, MalformedModel, UnsupportedModel } from "./index.ts";

const ZERO = Math.fround(1e-35);
const VALUES = [
  0,
  1e-36,
  ZERO,
  ZERO * (1 + Number.EPSILON),
  0.9,
  1,
  2,
  2.5,
  2.9,
  31,
  33,
  64,
  2 ** 32,
];
const HARD = [...VALUES, ...VALUES.map((value) => -value), Number.NaN, Infinity, -Infinity];

/** The largest difference between ONNX Runtime and the tree walk. */
async function difference(text: string, rows: Float64Array): Promise<number> {
  const walker = compile(parse(text));
  const count = rows.length / walker.featureCount;
  const engine = await openOnnxEngine(convert(text));
  try {
    expect([engine.features, engine.outputs]).toEqual([walker.featureCount, walker.outputCount]);
    const expected = walker.predict(rows, count);
    const found = await engine.run(rows, count);
    expect(found).toHaveLength(expected.length);
    return Math.max(...expected.map((each, at) => Math.abs(each - (found[at] ?? Number.NaN))));
  } finally {
    await engine.close();
  }
}

describe.each(["v1.0.0", "v1.1.0"])("%s", (version) => {
  const text = readFileSync(path.join(RELEASES, version, "model.txt"), "utf8");

  it("converts to the released bytes, every time", () => {
    const released = readFileSync(path.join(RELEASES, version, "model.onnx"));
    expect(Buffer.from(convert(text)).equals(released)).toBe(true);
    expect(Buffer.from(convert(text)).equals(released)).toBe(true);
  });

  it("answers as the tree walk does", async () => {
    const rows = Float64Array.from({ length: 34 * 500 }, (_, at) =>
      at % 11 === 0 ? Number.NaN : ((at * 2_654_435_761) % 4096) / (at % 34 < 22 ? 100 : 4096),
    );
    expect(await difference(text, rows)).toBeLessThanOrEqual(1e-12);
  });
});

describe("a split", () => {
  const numeric = ["2.5", "-2.5", "0", "-1e-36", "inf"].flatMap((threshold) =>
    [0, 2, 4, 6, 8, 10].map((type) => ({ threshold, decision_type: `${type}` })),
  );
  const categorical = ["5 2 1", "1 0 0", "0 0 0", "4294967295 4294967295 4294967295"].map(
    (set) => ({
      decision_type: "9",
      num_cat: "1",
      cat_boundaries: "0 3",
      cat_threshold: set,
    }),
  );

  test.each([...numeric, ...categorical])("%j goes the way the tree walk goes", async (split) => {
    const text = modelText([oneSplit(split)]);
    expect(await difference(text, Float64Array.from(HARD))).toBe(0);
  });

  it("may read its feature in another way than other splits do", async () => {
    const trees = [...numeric, ...categorical].map((split) => oneSplit(split));
    expect(await difference(modelText(trees), Float64Array.from(HARD))).toBe(0);
  });
});

describe("the graph", () => {
  const classes = { num_class: "2", num_tree_per_iteration: "2" };

  test.each([
    [{}, "prediction"],
    [{ objective: "binary sigmoid:1" }, "prediction"],
    [classes, "prediction"],
    [{ ...classes, objective: "multiclass num_class:2" }, "probabilities"],
    [{ ...classes, objective: "multiclassova num_class:2 sigmoid:1" }, "probabilities"],
  ])("of a model with %j has the output %s", async (header, name) => {
    const session = await ort.InferenceSession.create(
      convert(modelText([oneSplit({}), {}], header, 3)),
    );
    const outputs = "num_class" in header ? 2 : 1;
    expect(session.inputMetadata).toMatchObject([
      { name: "input", type: "float64", shape: ["N", 3] },
    ]);
    expect(session.outputMetadata).toMatchObject([
      { name, type: "float64", shape: ["N", outputs] },
    ]);
    await session.release();
  });
});

describe("a model that cannot be converted", () => {
  it("is refused by the parser, with its line", () => {
    expect(() => convert("hello")).toThrow(MalformedModel);
    const linear = modelText([oneSplit({ is_linear: "1" })]);
    expect(() => convert(linear)).toThrow(UnsupportedModel);
    expect(() => convert(linear)).toThrow(
      /^Line 15: a linear tree \(is_linear=1\) is not supported/,
    );
  });
  it("is refused where a tree is so deep that ONNX Runtime would crash", async () => {
    expect(() => convert(modelText([{}, chain(1001)]))).toThrow(
      /^Line 16: a tree with 1001 comparisons in a row is not supported; supported: up to 1000\.$/,
    );
    expect(await difference(modelText([chain(1000)]), Float64Array.from(HARD))).toBe(0);
  });

  it("counts each category of a set as a comparison", () => {
    const words = Array.from({ length: 40 }, () => 2 ** 32 - 1);
    const set = { decision_type: "1", num_cat: "1", cat_boundaries: "0 40" };
    const tree = oneSplit({ ...set, cat_threshold: words.join(" ") });
    expect(() => convert(modelText([tree]))).toThrow("a tree with 1280 comparisons in a row");
  });
});
