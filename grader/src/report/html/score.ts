import type { Exercise } from "../../course/exercises.ts";
import type { Result } from "../../result/result.ts";
import { VERDICTS } from "../../verdict/verdict.ts";
import type { StepResult } from "./by-step.ts";
import { html, type Markup } from "./markup.ts";
import { counted, pointsOf } from "./quantities.ts";
import { verdictClass, verdictLabel } from "./verdict-label.ts";

/** The score as a number, as words by verdict, and as a bar by steps. */
export function scoreSection(
  exercise: Exercise,
  result: Result,
  steps: readonly StepResult[],
): Markup {
  const { score, judged, maxScore } = result;
  return html`<section class="summary" aria-labelledby="score">
<h2 id="score" class="score"><span class="number">${score}</span> of ${judged} points</h2>
${judged < maxScore && html`<p>${maxScore} in all, ${judged} could be judged.</p>`}
${
  result.checks.length < exercise.checks.length &&
  html`<p>Only ${result.checks.length} of the ${counted(exercise.checks.length, "check")} ran; <code>npm run exercise ${exercise.number}</code> runs all.</p>`
}
<ul class="tally">${tally(result)}</ul>
${bar(steps)}
${firstFailure(result)}
</section>`;
}

function tally({ checks }: Result): Markup[] {
  return VERDICTS.flatMap((verdict) => {
    const those = checks.filter((check) => check.verdict === verdict);
    if (those.length === 0) return [];
    const points = counted(pointsOf(those).most, "point");
    return [
      html`<li><span class="bar swatch" aria-hidden="true"><span class="${verdictClass(verdict)}"></span></span>${verdictLabel(verdict)} ${counted(those.length, "check")}, ${points}</li>`,
    ];
  });
}

/** Each step as wide as its points, filled in the order of the verdicts. */
function bar(steps: readonly StepResult[]): Markup {
  return html`<nav aria-label="Steps"><ol class="steps">${steps.map(({ number, title, checks }) => {
    const { earned, most } = pointsOf(checks);
    return html`<li style="--points: ${most}"><a href="#step-${number}"><span class="bar" aria-hidden="true">${VERDICTS.map(
      (verdict) => {
        const share = pointsOf(checks.filter((check) => check.verdict === verdict)).most;
        return (
          share > 0 &&
          html`<span class="${verdictClass(verdict)}" style="flex-grow: ${share}"></span>`
        );
      },
    )}</span><span class="step-title"><b>${number}</b> ${title}</span> <span class="points">${earned}/${most}</span></a></li>`;
  })}</ol></nav>`;
}

function firstFailure({ checks }: Result): Markup | undefined {
  const first = checks.find(({ verdict }) => verdict === "failed");
  return first && html`<p>Mend first: <a href="#failed-${first.id}">${first.title}</a></p>`;
}
