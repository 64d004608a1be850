/** Two ends. */
export type Span = readonly [from: number, to: number];

/** From a value to a place in the drawing; what lies outside the domain lands on its end. */
export type Scale = (value: number) => number;

/** Even steps. */
export function linear([from, to]: Span, [start, end]: Span): Scale {
  return (value) => {
    const share = (value - from) / (to - from);
    return start + Math.min(1, Math.max(0, share)) * (end - start);
  };
}

/** Even steps for equal ratios; the domain is positive. */
export function logarithmic([from, to]: Span, range: Span): Scale {
  const inner = linear([Math.log10(from), Math.log10(to)], range);
  return (value) => inner(Math.log10(value));
}

/** The place of 100 % on the scale of percentiles, in decades of what remains: half a decade after 99.9. */
const LAST = 3.5;

/** Even steps for each nine: 0, 90, 99 and 99.9 % are equally far apart, and 100 % ends it. */
export function percentiles(range: Span): Scale {
  const inner = linear([0, LAST], range);
  return (value) => inner(-Math.log10(1 - value / 100));
}
