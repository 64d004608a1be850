import type { Exercise } from "../course/exercises.ts";
import type { Result } from "../result/result.ts";
import { byStep } from "./html/by-step.ts";
import { factsSection } from "./html/facts.ts";
import { latencySection } from "./html/latency.ts";
import { html } from "./html/markup.ts";
import { outputSection } from "./html/output.ts";
import { scoreSection } from "./html/score.ts";
import { stepSection } from "./html/step.ts";
import { STYLE } from "./html/style.ts";
import { undecidedSection } from "./html/undecided.ts";

/**
 * A result as one page that needs nothing beside itself: no script, no request. It stands beside
 * result.json, from where its links lead to the lesson.
 */
export function htmlReport(exercise: Exercise, result: Result): string {
  const { number, title } = exercise;
  const steps = byStep(exercise, result);
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Exercise ${number}, ${title}: ${result.score} of ${result.judged} points</title>
<style>
${STYLE}</style>
</head>
<body>
<header><p>Exercise ${number}</p><h1>${title}</h1></header>
<main>
${scoreSection(exercise, result, steps)}
${factsSection(result)}
${steps.map((step) => stepSection(exercise, step))}
${undecidedSection(result)}
${latencySection(result)}
${outputSection(result)}
</main>
</body>
</html>
`.text;
}
