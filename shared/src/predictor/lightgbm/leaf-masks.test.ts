import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Random } from "../../http-contract/fuzz/random.ts";
import { byMasks } from "./add-leaves.ts";
import { chain, modelText, oneSplit } from "./fixture.ts";
import { compile, parse } from "./index.ts";
import { BLOCK, MAX_BYTES, MAX_LEAVES } from "./leaf-masks.ts";
import { randomModel, randomValue } from "./random-model.ts";

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
    expect(byMasks(model)).toBeDefined();
    const scores = compile(model).predict(rows, ROWS);
    expect(new Set(scores).size).toBeGreaterThan(ROWS / 4);
    expect(scores).toEqual(compile(model, "paths").predict(rows, ROWS));
  });
});

describe("the leaf masks of random forests", () => {
  // Words of 1, 2, 4 and 8 bytes; outputs of less, exactly and more than a chunk of trees.
  it.each([
    { leaves: 2, iterations: 1, outputs: 1, columns: 1 },
    { leaves: 8, iterations: 300, outputs: 1, columns: 5 },
    { leaves: 9, iterations: 64, outputs: 3, columns: 4 },
    { leaves: 16, iterations: 129, outputs: 2, columns: 34 },
    { leaves: 31, iterations: 33, outputs: 1, columns: 3 },
    { leaves: 33, iterations: 5, outputs: 4, columns: 2 },
    { leaves: MAX_LEAVES, iterations: 17, outputs: 3, columns: 7 },
  ])("give the bits of the walk: $leaves leaves, $outputs × $iterations trees", (size) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const random = new Random(seed);
      const model = randomModel(random, size);
      const count = 2 * BLOCK + seed;
      const rows = Float64Array.from({ length: count * size.columns }, () => randomValue(random));
      expect(byMasks(model)).toBeDefined();
      const scores = compile(model).predict(rows, count);
      expect(scores).toEqual(compile(model, "paths").predict(rows, count));
    }
  });
});

describe("a chain of splits on one column", () => {
  it.each([1, 7, 8, 15, 16, 31, 32, MAX_LEAVES - 1])("of %i scores every value", (splits) => {
    const model = parse(modelText([chain(splits)]));
    expect(byMasks(model)).toBeDefined();
    const values = Array.from({ length: splits + 2 }, (_, index) => index - 0.5);
    const scores = compile(model).predict(Float64Array.from(values), values.length);
    expect([...scores]).toEqual(values.map((_, index) => Math.min(index, splits)));
  });

  it("of more leaves than an integer has bits is walked", () => {
    const model = parse(modelText([chain(MAX_LEAVES)]));
    expect(byMasks(model)).toBeUndefined();
    expect([...compile(model).predict(Float64Array.of(-1, 100), 2)]).toEqual([0, MAX_LEAVES]);
  });
});

describe("a model is walked", () => {
  afterEach(() => vi.restoreAllMocks());
  const walked = (trees: ReturnType<typeof chain>[]) => {
    const model = parse(modelText(trees));
    expect(byMasks(model)).toBeUndefined();
    return [...compile(model).predict(Float64Array.of(0.5), 1)];
  };

  it("where no tree splits", () => {
    expect(walked([{ leaf_value: "3" }])).toEqual([3]);
  });

  it("where its masks would take too much memory", () => {
    // One byte per tree and interval: each category is one, as every other goes left.
    const words = 2000;
    const set = {
      ...oneSplit({ decision_type: "1" }),
      num_cat: "1",
      cat_boundaries: `0 ${words}`,
      cat_threshold: Array(words).fill(0x55555555).join(" "),
    };
    const others = Math.ceil(MAX_BYTES / (32 * words));
    expect(walked([set, ...Array(others).fill(oneSplit({}))])).toEqual([-1 + others]);
    expect(byMasks(parse(modelText([set, oneSplit({})])))).toBeDefined();
  });

  it("where the engine has no 128-bit SIMD", () => {
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    expect(walked([chain(3)])).toEqual([1]);
  });
});
