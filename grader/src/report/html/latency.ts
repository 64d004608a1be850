import type { LatencyEvidence } from "../../checks/evidence.ts";
import { PLAN } from "../../latency/limits.ts";
import type { Result } from "../../result/result.ts";
import { html, type Markup } from "./markup.ts";
import { histogramPlot } from "./plot/histogram.ts";
import { percentilePlot } from "./plot/percentile-plot.ts";
import { verdictLabel } from "./verdict-label.ts";

/** Plots and figures of every check that measured latency. */
export function latencySection({ checks }: Result): Markup | undefined {
  const measured = checks.flatMap(({ evidence: { latency }, ...check }) =>
    latency ? [{ ...check, latency }] : [],
  );
  if (measured.length === 0) return undefined;
  return html`<section aria-labelledby="latencies">
<h2 id="latencies">Latency</h2>
<p>The submission and the reference answered the same requests on the same schedule, in turn. Latencies count from when a request was due, so waiting in a queue counts too; a request not answered with 200 counts as one that took ${PLAN.timeoutMs / 1000} s.</p>
${measured.map(
  ({ id, title, verdict, latency }) =>
    html`<h3>${title} <code class="id">${id}</code> ${verdictLabel(verdict)}</h3>${figures(id, latency)}`,
)}
</section>`;
}

function figures(id: string, { percentiles, histogram }: LatencyEvidence): Markup {
  const { candidate, reference } = requests(histogram);
  if (candidate === 0 || reference === 0) {
    return html`<p>No round of it could be used, so there is nothing to show.</p>`;
  }
  return html`
<div class="plots">
${histogramPlot(`${id}-histogram`, histogram)}
${percentilePlot(`${id}-percentiles`, percentiles)}
</div>
<table class="percentiles">
<caption>Latency in milliseconds: ${candidate} requests to the submission, ${reference} to the reference</caption>
<thead><tr><th scope="col">Percentile</th><th scope="col">Submission</th><th scope="col">Reference</th></tr></thead>
<tbody>${percentiles.map(
    ({ percentile, candidateMs, referenceMs }) => html`
<tr><th scope="row">${NAMES[percentile] ?? percentile}</th><td>${candidateMs.toFixed(2)}</td><td>${referenceMs.toFixed(2)}</td></tr>`,
  )}</tbody>
</table>`;
}

const NAMES: Readonly<Record<number, string>> = { 0: "0 (fastest)", 100: "100 (slowest)" };

function requests(histogram: LatencyEvidence["histogram"]) {
  const sum = (party: "candidate" | "reference") =>
    histogram.reduce((total, bucket) => total + bucket[party], 0);
  return { candidate: sum("candidate"), reference: sum("reference") };
}
