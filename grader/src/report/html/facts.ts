import type { Result } from "../../result/result.ts";
import { html, type Markup } from "./markup.ts";
import { dateOf, duration, gigabytes } from "./quantities.ts";

/** Who was graded, where, when: what tells two results apart. */
export function factsSection({ submission, machine, ...result }: Result): Markup {
  const { platform, cpus, cpuModel, memoryBytes, node } = machine;
  return html`<section aria-labelledby="facts">
<h2 id="facts">What was graded</h2>
<dl class="facts">
<dt>submission</dt><dd><code>${submission.folder}</code></dd>
<dt>digest</dt><dd><code>${submission.digest}</code> (SHA-256)</dd>
<dt>commit</dt><dd>${submission.commit === null ? "none: not in a Git repository" : html`<code>${submission.commit}</code>`}</dd>
<dt>begun</dt><dd><time datetime="${result.startedAt}">${dateOf(result.startedAt)}</time></dd>
<dt>took</dt><dd>${duration(result.durationMs)}</dd>
<dt>seed</dt><dd><code>${result.seed}</code></dd>
<dt>machine</dt><dd>${cpus} × ${cpuModel}, ${gigabytes(memoryBytes)} of memory, ${platform}, Node ${node}</dd>
</dl>
</section>`;
}
