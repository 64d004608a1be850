import type { Verdict } from "../../verdict/verdict.ts";
import { html, type Markup } from "./markup.ts";

const SIGNS: Record<Verdict, string> = {
  passed: "✓",
  failed: "✗",
  skipped: "–",
  "not run": "○",
  inconclusive: "≈",
  "grader fault": "!",
};

/** The verdict's name in the style sheet. */
export function verdictClass(verdict: Verdict): string {
  return verdict.replaceAll(" ", "-");
}

/** The verdict as a word, with a sign and a colour that say the same. */
export function verdictLabel(verdict: Verdict): Markup {
  const sign = html`<span aria-hidden="true">${SIGNS[verdict]}</span>`;
  return html`<span class="verdict ${verdictClass(verdict)}">${sign} ${verdict}</span>`;
}
