import type { LatencyEvidence } from "../../../checks/evidence.ts";
import { html, type Markup } from "../markup.ts";
import { milliseconds } from "../quantities.ts";
import { AREA, frame } from "./frame.ts";
import { limitLine, TARGET_MS } from "./limit.ts";
import { linear, logarithmic } from "./scale.ts";
import { linearTicks, logarithmicTicks, roundedOut } from "./ticks.ts";

type Buckets = LatencyEvidence["histogram"];

/** How the answers of both spread over time: shares of each one's answers, time by ratio. */
export function histogramPlot(id: string, buckets: Buckets): Markup {
  const bars = shares(buckets);
  const domain = roundedOut([
    Math.min(...bars.map(({ from }) => from)),
    Math.max(1.2 * TARGET_MS, ...bars.map(({ to }) => to)),
  ]);
  const x = logarithmic(domain, [AREA.left, AREA.right]);
  const highest = Math.max(...bars.flatMap((bar) => [bar.candidate, bar.reference]));
  const ticks = linearTicks(1.05 * highest);
  const y = linear([0, ticks.at(-1) ?? 1], [AREA.bottom, AREA.top]);
  const outline = bars.map(({ to, reference }) => `V${fixed(y(reference))}H${fixed(x(to))}`);
  return frame({
    id,
    title: "How the answers spread",
    description: `Most often the submission took ${peak(bars, "candidate")}, the reference ${peak(bars, "reference")}.`,
    x: {
      label: "latency (ms, logarithmic)",
      scale: x,
      ticks: logarithmicTicks(domain).map((at) => ({ at, label: String(at) })),
    },
    y: {
      label: "share of requests",
      scale: y,
      ticks: ticks.map((at) => ({ at, label: `${Number((100 * at).toFixed(6))} %` })),
    },
    data: [
      html`<g class="candidate">${bars.map(
        ({ from, to, candidate, span, counts }) =>
          html`<rect x="${x(from)}" y="${y(candidate)}" width="${x(to) - x(from)}" height="${AREA.bottom - y(candidate)}"><title>${span}: ${counts}</title></rect>`,
      )}</g>`,
      html`<path class="reference" d="M${x(bars[0]?.from ?? domain[0])} ${AREA.bottom}${outline.join("")}V${AREA.bottom}"/>`,
      limitLine(x, "x"),
    ],
  });
}

function peak(bars: ReturnType<typeof shares>, party: "candidate" | "reference"): string {
  const highest = bars.toSorted((a, b) => b[party] - a[party])[0];
  return highest ? highest.span : "no time";
}

function shares(buckets: Buckets) {
  const sum = (party: "candidate" | "reference") =>
    buckets.reduce((total, bucket) => total + bucket[party], 0);
  const totals = { candidate: sum("candidate"), reference: sum("reference") };
  return buckets.map(({ fromMs, toMs, candidate, reference }) => ({
    // The first bucket begins at 0, for which a logarithmic axis has no place.
    from: fromMs > 0 ? fromMs : toMs / Math.SQRT2,
    to: toMs,
    candidate: candidate / totals.candidate,
    reference: reference / totals.reference,
    span: `${milliseconds(fromMs)} to ${milliseconds(toMs)}`,
    counts: `submission ${candidate}, reference ${reference}`,
  }));
}

const fixed = (value: number) => Number(value.toFixed(2));
