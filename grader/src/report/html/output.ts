import type { Result } from "../../result/result.ts";
import { html, type Markup } from "./markup.ts";

/** The submission's own last words. */
export function outputSection({ output }: Result): Markup | undefined {
  if (output.length === 0) return undefined;
  return html`<section aria-labelledby="output">
<h2 id="output">What the submission printed last</h2>
<p>Its own words: no verdict rests on them.</p>
<pre>${output.join("\n")}</pre>
</section>`;
}
