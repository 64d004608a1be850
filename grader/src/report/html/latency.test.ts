import { describe, expect, it } from "vitest";
import type { LatencyEvidence } from "../../checks/evidence.ts";
import { sampleResult } from "../testing/sample.ts";
import { latencySection } from "./latency.ts";

const section = (latency?: LatencyEvidence) => latencySection(sampleResult(latency))?.text ?? "";

/** The middle of each drawn axis label or line, by what it says. */
function places(svg: string, axis: "x" | "y"): Map<string, number> {
  const texts = svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([\d.]+(?: %)?)<\/text>/g);
  const anchored = axis === "x" ? "middle" : "end";
  return new Map(
    [...texts]
      .filter(([all]) => all.includes(`text-anchor="${anchored}"`))
      .map(([, x, y, label = ""]) => [label, Number(axis === "x" ? x : y)]),
  );
}

describe("latencySection", () => {
  const [, histogram = "", percentiles = ""] = section().split("<svg");

  it("says in words what the plots show", () => {
    expect(section()).toContain("Most often the submission took 1.4\u00a0ms to 2.0\u00a0ms");
    expect(section()).toContain(
      "50\u00a0% within 1.6\u00a0ms (the reference 1.2\u00a0ms), 95\u00a0% within 33\u00a0ms",
    );
    expect(section()).toContain("100 requests to the submission, 100 to the reference");
    expect(section()).toContain("<td>43.21</td><td>5.70</td>");
  });

  it("draws the histogram over a logarithmic axis, as shares of each one's answers", () => {
    const x = places(histogram, "x");
    const [one = 0, ten = 0, hundred = 0] = ["1", "10", "100"].map((label) => x.get(label));
    expect(ten - one).toBeCloseTo(hundred - ten, 1);
    const y = places(histogram, "y");
    const [zero = 0, twenty = 0] = ["0 %", "20 %"].map((label) => y.get(label));
    const heights = [...histogram.matchAll(/<rect [^>]*height="([\d.]+)"><title>/g)];
    expect(heights).toHaveLength(4);
    expect(Number(heights[2]?.[1])).toBeCloseTo(3 * (zero - twenty), 1);
    expect(histogram).toContain(`<path class="limit" d="M${hundred} `);
  });

  it("gives each nine of the percentiles the same room", () => {
    const x = places(percentiles, "x");
    const at = ["0", "90", "99", "99.9"].map((label) => x.get(label) ?? Number.NaN);
    const [a = 0, b = 0, c = 0, d = 0] = at;
    expect(b - a).toBeCloseTo(c - b, 1);
    expect(d - c).toBeCloseTo(c - b, 1);
    expect(percentiles.match(/<polyline/g)).toHaveLength(2);
    expect(percentiles.match(/<circle/g)).toHaveLength(12);
    const limit = Number(percentiles.match(/class="limit" d="M[\d.]+ ([\d.]+)H/)?.[1]);
    expect(limit).toBeCloseTo((places(percentiles, "y").get("100") ?? 0) - 4, 1);
  });

  it("draws nothing where no round could be used", () => {
    const empty = section({
      percentiles: [{ percentile: 50, candidateMs: 0, referenceMs: 0 }],
      histogram: [],
    });
    expect(empty).toContain("No round of it could be used");
    expect(empty).not.toContain("<svg");
  });

  it("draws answers that were given up after two seconds, and those too quick to time", () => {
    const extreme = section({
      percentiles: [
        { percentile: 0, candidateMs: 2000, referenceMs: 0 },
        { percentile: 100, candidateMs: 2000, referenceMs: 0.001 },
      ],
      histogram: [
        { fromMs: 0, toMs: 0.125, candidate: 0, reference: 9 },
        { fromMs: 1448.2, toMs: 2048, candidate: 9, reference: 0 },
      ],
    });
    expect(extreme).not.toMatch(/NaN|Infinity|undefined/);
    expect(places(extreme.split("<svg")[1] ?? "", "x").has("1000")).toBe(true);
  });
});
