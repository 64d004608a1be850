import type { Exercise } from "../../course/exercises.ts";
import type { CheckResult } from "../../result/result.ts";
import type { StepResult } from "./by-step.ts";
import { failure } from "./failure.ts";
import { html, type Markup } from "./markup.ts";
import { counted, duration, NO_BREAK, pointsOf } from "./quantities.ts";
import { verdictLabel } from "./verdict-label.ts";

/** One step: a table of its checks, then its failures in full. */
export function stepSection(exercise: Exercise, { number, title, checks }: StepResult): Markup {
  const { earned, most } = pointsOf(checks);
  const heading = `step-${number}`;
  return html`<section class="step" aria-labelledby="${heading}">
<h2 id="${heading}">Step ${number}${title && `: ${title}`}</h2>
<table class="checks">
<caption>${earned} of ${counted(most, "point")} in ${counted(checks.length, "check")}</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">Check</th><th scope="col">Points</th><th scope="col">Time</th></tr></thead>
<tbody>${checks.map(row)}</tbody>
</table>
${checks.filter(({ verdict }) => verdict === "failed").map((check) => failure(exercise, check))}
</section>`;
}

function row(check: CheckResult): Markup {
  const { id, title, verdict, points, maxPoints } = check;
  const name = verdict === "failed" ? html`<a href="#failed-${id}">${title}</a>` : title;
  return html`
<tr><td>${verdictLabel(verdict)}</td><th scope="row">${name} <code class="id">${id}</code>${remark(check)}</th><td class="points">${points}/${maxPoints}</td><td class="time">${time(check)}</td></tr>`;
}

/** What a failure's own part does not say already. */
function remark({ verdict, evidence }: CheckResult): Markup | undefined {
  if (verdict === "failed" || verdict === "grader fault") return undefined;
  const lines = [
    ...(evidence.reason === undefined ? [] : [evidence.reason]),
    ...(evidence.lines ?? []),
  ];
  return lines.length > 0 ? html`<span class="remark">${lines.join("\n")}</span>` : undefined;
}

function time({ attempts, durationMs }: CheckResult): Markup | string {
  if (attempts === 0) return html`<span aria-label="none">–</span>`;
  return attempts > 1
    ? `${duration(durationMs)} (${attempts}${NO_BREAK}tries)`
    : duration(durationMs);
}
