import { build, type Histogram } from "hdr-histogram-js";
import { describe, expect, it } from "vitest";
import { toShape } from "./shape.ts";

function histogram(milliseconds: readonly number[]): Histogram {
  const all = build({ numberOfSignificantValueDigits: 3 });
  for (const each of milliseconds) all.recordValue(each * 1000);
  return all;
}

describe("toShape", () => {
  const candidate = [histogram([0.05, 1, 2]), histogram([3, 4, 21])];
  const { percentiles, buckets } = toShape(candidate, [histogram([1, 1.2])]);

  it("merges the rounds into percentiles", () => {
    expect(percentiles.at(0)?.candidateMs).toBeCloseTo(0.05, 2);
    expect(percentiles.at(-1)?.candidateMs).toBeCloseTo(21, 1);
    expect(percentiles.at(-1)?.referenceMs).toBeCloseTo(1.2, 2);
    const rising = percentiles.map(({ candidateMs }) => candidateMs);
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  });

  it("counts every request in one of the adjoining buckets", () => {
    const sum = (party: "candidate" | "reference") =>
      buckets.reduce((total, bucket) => total + bucket[party], 0);
    expect(sum("candidate")).toBe(6);
    expect(sum("reference")).toBe(2);
    for (const [index, { toMs }] of buckets.slice(0, -1).entries()) {
      expect(buckets[index + 1]?.fromMs).toBe(toMs);
    }
    expect(buckets.at(0)?.fromMs).toBe(0);
    expect(buckets.at(-1)?.candidate).toBe(1);
    expect(buckets.at(-1)?.toMs).toBeGreaterThanOrEqual(21);
  });

  it("is empty where no round could be used", () => {
    expect(toShape([], []).buckets).toEqual([]);
  });
});
