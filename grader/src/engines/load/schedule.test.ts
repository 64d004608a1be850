import { expect, it } from "vitest";
import { onSchedule } from "./schedule.ts";

const TEN_AT_FIFTY = { rate: 50, total: 10 };

it("calls once for each index, never before it is due", async () => {
  const start = performance.now() + 20;
  const calls: { index: number; due: number; at: number }[] = [];
  await onSchedule({ start, ...TEN_AT_FIFTY }, (index, due) => {
    calls.push({ index, due, at: performance.now() });
  });
  expect(calls.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { index, due, at } of calls) {
    expect(due).toBeCloseTo(start + index * 20, 6);
    expect(at).toBeGreaterThanOrEqual(due);
  }
});

it("makes up for calls that it has missed, each with its own time", async () => {
  const start = performance.now() - 1000;
  const dues: number[] = [];
  const begun = performance.now();
  await onSchedule({ start, ...TEN_AT_FIFTY }, (_index, due) => dues.push(due));
  expect(dues.map((due) => Math.round(due - start))).toEqual([
    0, 20, 40, 60, 80, 100, 120, 140, 160, 180,
  ]);
  expect(performance.now() - begun).toBeLessThan(180);
});
