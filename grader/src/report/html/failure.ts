import path from "node:path";
import { type Exercise, lessonLink } from "../../course/exercises.ts";
import { ROOT } from "../../course/root.ts";
import { resultFile } from "../../result/last-result.ts";
import type { CheckResult } from "../../result/result.ts";
import { html, type Markup } from "./markup.ts";
import { counted } from "./quantities.ts";

/** A failed check in full: what was seen, why it matters, and where to read on. */
export function failure(exercise: Exercise, check: CheckResult): Markup {
  const { id, title, step, maxPoints, evidence } = check;
  const why = exercise.checks.find((each) => each.id === id)?.why;
  const link = lessonLink(exercise, step);
  return html`<article class="failure" id="failed-${id}" aria-labelledby="title-${id}">
<h3 id="title-${id}">Failed: ${title} <small>${id}, ${counted(maxPoints, "point")} lost</small></h3>
<dl>
${evidence.expected !== undefined && html`<dt>expected</dt><dd class="words">${evidence.expected}</dd>`}
${evidence.received !== undefined && html`<dt>received</dt><dd class="words">${evidence.received}</dd>`}
${evidence.lines && evidence.lines.length > 0 && html`<dt>evidence</dt><dd><pre>${evidence.lines.join("\n")}</pre></dd>`}
${why !== undefined && html`<dt>why</dt><dd>${why}</dd>`}
${evidence.latency && html`<dt>plots</dt><dd><a href="#latencies">latency beside the reference's</a></dd>`}
<dt>lesson</dt><dd><a href="${toRoot(exercise)}/${link}">${link}</a></dd>
<dt>next</dt><dd><code>npm run exercise ${exercise.number} hint</code></dd>
</dl>
</article>`;
}

/** From the report, which stands beside result.json, to the repository's root. */
function toRoot(exercise: Exercise): string {
  const from = path.dirname(resultFile(exercise.slug));
  return path.relative(from, ROOT).split(path.sep).join("/");
}
