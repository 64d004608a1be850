import { Random } from "@workshop/serving/http-contract";
import { describe, expect, it } from "vitest";
import { bootstrap, quantile } from "./bootstrap.ts";

const median = (values: readonly number[]) => quantile(values, 0.5);

describe("quantile", () => {
  it("interpolates between the values", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 9, 2])).toBe(3);
    expect(quantile([40, 10, 20, 30, 50], 0.25)).toBe(20);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe("bootstrap", () => {
  it("gives the same interval for the same seed, and another for another", () => {
    const sample = Array.from({ length: 20 }, (_, index) => index ** 2);
    const sum = (values: readonly number[]) => ({ sum: values.reduce((a, b) => a + b, 0) });
    expect(bootstrap(sample, sum, 1)).toEqual(bootstrap(sample, sum, 1));
    expect(bootstrap(sample, sum, 1)).not.toEqual(bootstrap(sample, sum, 2));
  });

  it("is as narrow as a sample without spread", () => {
    const { middle } = bootstrap([7, 7, 7, 7, 7], (values) => ({ middle: median(values) }), 1);
    expect(middle).toEqual({ value: 7, low: 7, high: 7 });
  });

  it("covers the true median about as often as it says", () => {
    const random = new Random(42);
    let covered = 0;
    for (let trial = 0; trial < 200; trial += 1) {
      const sample = Array.from({ length: 15 }, () => random.next());
      const { middle } = bootstrap(sample, (values) => ({ middle: median(values) }), trial);
      const { low, high } = middle;
      if (low <= 0.5 && 0.5 <= high) covered += 1;
    }
    expect(covered).toBeGreaterThan(180);
    expect(covered).toBeLessThan(200);
  });
});
