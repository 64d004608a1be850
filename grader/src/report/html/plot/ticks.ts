import type { Span } from "./scale.ts";

const STEPS = [1, 2, 5];
const MOST = 10;

/** The numbers 1, 2 and 5 times a power of ten from the first decade of a span to its last. */
function roundNumbers([from, to]: Span): number[] {
  const first = Math.floor(Math.log10(from));
  const decades = Math.ceil(Math.log10(to)) - first + 1;
  return Array.from({ length: decades }, (_, index) =>
    STEPS.map((step) => Number(`${step}e${first + index}`)),
  ).flat();
}

/** The smallest span between round numbers around a positive one. */
export function roundedOut([from, to]: Span): Span {
  const numbers = roundNumbers([from, to]);
  return [
    numbers.findLast((each) => each <= from) ?? from,
    numbers.find((each) => each >= to && each > from) ?? to,
  ];
}

/** Ticks of a logarithmic axis: round numbers, or only the powers of ten where those are many. */
export function logarithmicTicks([from, to]: Span): number[] {
  const inside = roundNumbers([from, to]).filter((each) => each >= from && each <= to);
  return inside.length <= MOST
    ? inside
    : inside.filter((each) => Number.isInteger(Math.log10(each)));
}

/** Ticks of a linear axis from 0 in round steps, at most six, the last at or above the maximum. */
export function linearTicks(maximum: number): number[] {
  const [, step] = roundedOut([maximum / 10, maximum / 5]);
  const count = Math.ceil(maximum / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
