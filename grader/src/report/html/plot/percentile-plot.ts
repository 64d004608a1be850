import type { LatencyEvidence } from "../../../checks/evidence.ts";
import { html, type Markup } from "../markup.ts";
import { milliseconds, NO_BREAK } from "../quantities.ts";
import { AREA, frame } from "./frame.ts";
import { limitLine, TARGET_MS } from "./limit.ts";
import { logarithmic, percentiles, type Scale } from "./scale.ts";
import { logarithmicTicks, roundedOut } from "./ticks.ts";

type Rows = LatencyEvidence["percentiles"];

const TICKS = [0, 50, 90, 99, 99.9, 100];

/** How slow the slow answers are: milliseconds by ratio, over percentiles with room for each nine. */
export function percentilePlot(id: string, rows: Rows): Markup {
  const values = rows.flatMap(({ candidateMs, referenceMs }) => [candidateMs, referenceMs]);
  const domain = roundedOut([
    Math.min(TARGET_MS, ...values.filter((value) => value > 0)),
    Math.max(1.2 * TARGET_MS, ...values),
  ]);
  const x = percentiles([AREA.left, AREA.right]);
  const y = logarithmic(domain, [AREA.bottom, AREA.top]);
  return frame({
    id,
    title: "How slow the slow ones are",
    description: sentence(rows),
    x: {
      label: "percentile of requests",
      scale: x,
      ticks: TICKS.map((at) => ({ at, label: String(at) })),
    },
    y: {
      label: "latency (ms, logarithmic)",
      scale: y,
      ticks: logarithmicTicks(domain).map((at) => ({ at, label: String(at) })),
    },
    data: [
      limitLine(y, "y"),
      ...(["reference", "candidate"] as const).map((party) => curve(party, rows, x, y)),
    ],
  });
}

function sentence(rows: Rows): string {
  const said = rows
    .filter(({ percentile }) => [50, 95, 99].includes(percentile))
    .map(
      ({ percentile, candidateMs, referenceMs }) =>
        `${percentile}${NO_BREAK}% within ${milliseconds(candidateMs)} (the reference ${milliseconds(referenceMs)})`,
    );
  return said.length > 0 ? `The submission answered ${said.join(", ")}.` : "";
}

function curve(party: "candidate" | "reference", rows: Rows, x: Scale, y: Scale): Markup {
  const name = party === "candidate" ? "submission" : "reference";
  const points = rows.map((row) => {
    const ms = row[`${party}Ms`];
    return {
      x: x(row.percentile),
      y: y(ms),
      title: `${name}, ${row.percentile} %: ${milliseconds(ms)}`,
    };
  });
  const line = points.map((point) => `${point.x.toFixed(2)},${point.y.toFixed(2)}`).join(" ");
  return html`<polyline class="${party}" points="${line}"/><g class="dots ${party}">${points.map(
    (point) =>
      html`<circle cx="${point.x}" cy="${point.y}" r="3"><title>${point.title}</title></circle>`,
  )}</g>`;
}
