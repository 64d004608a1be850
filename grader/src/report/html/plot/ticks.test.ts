import { expect, it } from "vitest";
import { linearTicks, logarithmicTicks, roundedOut } from "./ticks.ts";

it("rounds a span out to 1, 2 or 5 times powers of ten", () => {
  expect(roundedOut([0.7, 120])).toEqual([0.5, 200]);
  expect(roundedOut([1, 100])).toEqual([1, 100]);
  expect(roundedOut([99, 101])).toEqual([50, 200]);
  expect(roundedOut([0.001, 0.001])).toEqual([0.001, 0.002]);
});

it("marks every round number of a short span, the powers of ten of a long one", () => {
  expect(logarithmicTicks([50, 500])).toEqual([50, 100, 200, 500]);
  expect(logarithmicTicks([0.5, 200])).toEqual([0.5, 1, 2, 5, 10, 20, 50, 100, 200]);
  expect(logarithmicTicks([0.1, 200])).toEqual([0.1, 1, 10, 100]);
  expect(logarithmicTicks([0.001, 2000])).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
});

it("counts in round steps from 0 to the maximum or just above", () => {
  expect(linearTicks(0.37)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(linearTicks(1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(linearTicks(42)).toEqual([0, 10, 20, 30, 40, 50]);
});
