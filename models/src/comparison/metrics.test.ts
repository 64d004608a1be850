import { describe, expect, it } from "vitest";
import { bootstrap } from "./bootstrap.ts";
import { auc, brier, logLoss } from "./metrics.ts";

const labels = Float64Array.of(0, 0, 1, 1);
const one = Float64Array.of(1, 1, 1, 1);

describe("auc", () => {
  it.each([
    ["in order", [0.1, 0.2, 0.8, 0.9], 1],
    ["in reverse", [0.9, 0.8, 0.2, 0.1], 0],
    ["with one pair wrong", [0.1, 0.8, 0.7, 0.9], 0.75],
    ["all the same", [0.5, 0.5, 0.5, 0.5], 0.5],
    ["with one tie", [0.1, 0.7, 0.7, 0.9], 0.875],
  ])("of predictions %s", (_, predictions, expected) => {
    expect(auc(labels, Float64Array.from(predictions))(one)).toBe(expected);
  });

  it("counts a row as often as its weight says", () => {
    const predictions = Float64Array.of(0.1, 0.8, 0.7, 0.9);
    expect(auc(labels, predictions)(Float64Array.of(1, 0, 1, 1))).toBe(1);
    expect(auc(labels, predictions)(Float64Array.of(1, 3, 1, 1))).toBe(5 / 8);
  });
});

it("log loss and Brier score are means over the weighted rows", () => {
  const predictions = Float64Array.of(0.2, 0.5, 0.5, 0.9);
  const expected = -(Math.log(0.8) + 2 * Math.log(0.5) + Math.log(0.9)) / 4;
  expect(logLoss(labels, predictions)(one)).toBeCloseTo(expected, 12);
  expect(brier(labels, predictions)(one)).toBeCloseTo((0.04 + 0.25 + 0.25 + 0.01) / 4, 12);
  expect(brier(labels, predictions)(Float64Array.of(3, 0, 0, 1))).toBeCloseTo(0.13 / 4, 12);
});

describe("bootstrap", () => {
  const rows = 400;
  const mean = (weights: Float64Array) =>
    weights.reduce((sum, weight, row) => sum + weight * (row % 2), 0) / rows;

  it("holds the middle 95 % of the draws", () => {
    const { value, low, high } = bootstrap(mean, rows);
    expect(value).toBe(0.5);
    const expected = 1.96 * Math.sqrt(0.25 / rows);
    expect(0.5 - low).toBeCloseTo(expected, 2);
    expect(high - 0.5).toBeCloseTo(expected, 2);
  });

  it("draws as many rows as there are, the same every time", () => {
    const draws: number[] = [];
    bootstrap((weights) => draws.push(weights.reduce((sum, each) => sum + each, 0)), rows);
    expect(new Set(draws)).toEqual(new Set([rows]));
    expect(bootstrap(mean, rows)).toEqual(bootstrap(mean, rows));
  });
});
