import type { CheckResult, Result } from "../../result/result.ts";
import { isJudged, type Verdict } from "../../verdict/verdict.ts";
import { html, type Markup } from "./markup.ts";
import { counted, pointsOf } from "./quantities.ts";
import { verdictClass, verdictLabel } from "./verdict-label.ts";

/** What to do where the check itself does not say. */
const CURES: Partial<Record<Verdict, string>> = {
  inconclusive: "Grade again when the machine is less busy.",
  "grader fault": "Not the submission's fault. Grade again; if it stays, report it with this page.",
};

/** The checks without a verdict on the submission: each reason once, with what to do about it. */
export function undecidedSection({ checks }: Result): Markup | undefined {
  const open = checks.filter(({ verdict }) => !isJudged(verdict));
  if (open.length === 0) return undefined;
  const groups = Map.groupBy(open, ({ verdict, evidence }) =>
    JSON.stringify([verdict, evidence.reason, evidence.cure]),
  );
  return html`<section aria-labelledby="undecided">
<h2 id="undecided">What could not be judged</h2>
<p>${counted(open.length, "check")} with ${counted(pointsOf(open).most, "point")}: none of them lost, none of them earned.</p>
<ul class="undecided">${[...groups.values()].map(group)}</ul>
</section>`;
}

function group(checks: readonly CheckResult[]): Markup | undefined {
  const [first] = checks;
  if (!first) return undefined;
  const { reason, cure = CURES[first.verdict] } = first.evidence;
  const titles = checks.map(
    ({ id, title }) => html`<li>${title} <code class="id">${id}</code></li>`,
  );
  return html`
<li class="${verdictClass(first.verdict)}">${verdictLabel(first.verdict)}
<ul>${titles}</ul>
<dl>
${reason !== undefined && html`<dt>because</dt><dd class="words">${reason}</dd>`}
${cure !== undefined && html`<dt>cure</dt><dd>${cure}</dd>`}
</dl></li>`;
}
