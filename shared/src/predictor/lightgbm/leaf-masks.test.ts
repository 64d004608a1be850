import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Random } from "../../http-contract/fuzz/random.ts";
import { chain, modelText } from "./fixture.ts";
import { compile, parse } from "./index.ts";
import { leafMasks, MAX_LEAVES, STRIDE } from "./leaf-masks.ts";

const ROWS = 2000;

describe.each(["v1.0.0", "v1.1.0"])("the leaf masks of %s", (version) => {
  const file = new URL(`../../../../models/releases/${version}/model.txt`, import.meta.url);
  const model = parse(readFileSync(file, "utf8"));

  it("give the bits of the walk for rows on, beside and far from its thresholds", () => {
    const columns = model.featureNames.length;
    const thresholds = model.trees.flatMap(({ splits }) =>
      splits.flatMap((split) => (split.kind === "numeric" ? [split.threshold] : [])),
    );
    const random = new Random(20_240_301);
    const value = () => {
      const threshold = random.pick(thresholds);
      const beside = threshold * (1 + Number.EPSILON);
      return random.pick([threshold, beside, -threshold, 0, -0, 1e-36, NaN, 1, 7, 33, Infinity]);
    };
    const rows = Float64Array.from({ length: ROWS * columns }, value);
    expect(leafMasks(model.trees)).toBeDefined();
    const scores = compile(model).predict(rows, ROWS);
    expect(new Set(scores).size).toBeGreaterThan(ROWS / 4);
    expect(scores).toEqual(compile(model, "paths").predict(rows, ROWS));
  });
});

describe("a chain of splits on one column", () => {
  it.each([STRIDE - 1, STRIDE, STRIDE + 1, MAX_LEAVES - 1])(
    "of %i scores every value",
    (splits) => {
      const model = parse(modelText([chain(splits)]));
      expect(leafMasks(model.trees)).toBeDefined();
      const values = Array.from({ length: splits + 2 }, (_, index) => index - 0.5);
      const scores = compile(model).predict(Float64Array.from(values), values.length);
      expect([...scores]).toEqual(values.map((_, index) => Math.min(index, splits)));
    },
  );

  it("of more leaves than an integer has bits is walked", () => {
    const model = parse(modelText([chain(MAX_LEAVES)]));
    expect(leafMasks(model.trees)).toBeUndefined();
    expect([...compile(model).predict(Float64Array.of(-1, 100), 2)]).toEqual([0, MAX_LEAVES]);
  });
});
