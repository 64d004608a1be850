import { expect, it } from "vitest";
import { linear, logarithmic, percentiles } from "./scale.ts";

it("spreads values evenly, by ratio, or by nines", () => {
  expect([0, 5, 10].map(linear([0, 10], [100, 200]))).toEqual([100, 150, 200]);
  expect([1, 10, 100].map(logarithmic([1, 100], [0, 50]))).toEqual([0, 25, 50]);
  const places = [0, 90, 99, 99.9, 100].map(percentiles([0, 350]));
  for (const [index, place] of [0, 100, 200, 300, 350].entries()) {
    expect(places[index]).toBeCloseTo(place, 6);
  }
});

it("keeps what lies outside on the nearer end", () => {
  expect([-5, 20].map(linear([0, 10], [100, 0]))).toEqual([100, 0]);
  expect([0, 1e9].map(logarithmic([1, 100], [0, 50]))).toEqual([0, 50]);
});
