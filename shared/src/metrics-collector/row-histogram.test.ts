import { Histogram, Registry } from "prom-client";
import { expect, it } from "vitest";
import { RowHistogram } from "./row-histogram.ts";

const VALUES = [0, 0.1, 0.10000000000000002, 0.5, 0.9, 1, 1.5, -1];
const configuration = {
  name: "scores",
  help: "Scores.",
  labelNames: ["version"] as const,
  buckets: [0.1, 0.5, 1],
};

it("writes what prom-client's own histogram writes", async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const row = new RowHistogram({ ...configuration, registers: [ours] });
  const plain = new Histogram({ ...configuration, registers: [theirs] });
  for (const version of ["v1.0.0", "v2.0.0"]) {
    const observe = row.series({ version });
    for (const value of VALUES) {
      observe(value);
      plain.observe({ version }, value);
    }
  }
  expect(await ours.metrics()).toBe(await theirs.metrics());
  expect(await ours.metrics()).toContain('scores_bucket{le="+Inf",version="v2.0.0"} 8');
});
