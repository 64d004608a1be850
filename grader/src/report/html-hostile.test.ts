import { expect, it } from "vitest";
import { htmlReport } from "./html.ts";
import { EXERCISE, sampleResult } from "./testing/sample.ts";

const HOSTILE = `</script><script>alert(1)</script></style></pre>"><img src=x onerror='alert(1)'>&lt;`;
const ESCAPED =
  "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/style&gt;&lt;/pre&gt;&quot;&gt;" +
  "&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;lt;";
const tags = (page: string) => page.match(/<[a-z!/][^>]*>/gi);

/** A result in which everything that a submission can word ends in the given text. */
function worded(text: string) {
  const result = sampleResult();
  result.submission.folder += text;
  result.output = result.output.map((line) => line + text);
  for (const { evidence } of result.checks) {
    if (evidence.expected !== undefined) evidence.expected += text;
    if (evidence.received !== undefined) evidence.received += text;
    if (evidence.reason !== undefined) evidence.reason += text;
    if (evidence.cure !== undefined) evidence.cure += text;
    if (evidence.lines !== undefined) evidence.lines = evidence.lines.map((line) => line + text);
  }
  return htmlReport(EXERCISE, result);
}

it("shows what a submission says as text, wherever it stands", () => {
  const page = worded(HOSTILE);
  expect(tags(page)).toEqual(tags(worded("")));
  for (const before of [
    "exercises/01-api",
    "listening",
    "status 200",
    "status 500",
    "POST /predict",
    "ids has not passed",
    "no Chromium",
    "Install Chromium.",
    "at run",
    "p95 33 ms",
  ]) {
    expect(page).toContain(before + ESCAPED);
  }
});

it("does not let a submission hide or turn text around", () => {
  const page = worded("\u001b[2J\u001b[8m\u202e\u0000\u200b");
  expect(page).toContain("status 500\\u{202e}\\u{0}\\u{200b}</dd>");
  expect(page).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
});
