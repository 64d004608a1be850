import { describe, expect, it } from "vitest";
import { html, Markup } from "./markup.ts";

describe("html", () => {
  it("escapes strings, in text and in attributes", () => {
    const hostile = `"><script>alert('1 & 2')</script>`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;">' +
        "&quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;</p>",
    );
  });

  it("keeps markup as it is, in lists too", () => {
    const items = ["a", "<b>"].map((each) => html`<li>${each}</li>`);
    expect(html`<ul>${items}${new Markup("<hr>")}</ul>`.text).toBe(
      "<ul><li>a</li><li>&lt;b&gt;</li><hr></ul>",
    );
  });

  it("leaves nothing for what is not there, and rounds numbers", () => {
    expect(html`${undefined}${false}${""}${1 / 3} ${2757596968} ${-0.001}`.text).toBe(
      "0.33 2757596968 0",
    );
  });

  it("shows what is invisible, and drops terminal colours", () => {
    expect(html`${"\u001b[31mred\u001b[0m a\r\n\tb \u0000\u202e 👩‍🔬 \ud800"}`.text).toBe(
      "red a\n\tb \\u{0}\\u{202e} 👩‍🔬 \ufffd",
    );
  });
});
