import { expect, it } from "vitest";
import { withSection } from "./section.ts";
import { table } from "./table.ts";

const size = {
  decision: "all",
  unpacked: 900e6,
  compressed: 300e6,
  buildMs: 61_234,
  rebuildMs: 900,
};

it("tells what each row saved against the one above", () => {
  const rows = table([
    size,
    { ...size, decision: "less", unpacked: 640.4e6, compressed: 300.2e6 },
    { ...size, decision: "more", unpacked: 641.6e6, compressed: 290e6 },
  ]).split("\n");
  expect(rows[2]).toBe("| all | 900 MB | 300 MB |  | 61 s | 0.9 s |");
  expect(rows[3]).toBe("| less | 640 MB | 300 MB | −260 MB · 0 | 61 s | 0.9 s |");
  expect(rows[4]).toBe("| more | 642 MB | 290 MB | +1 MB · −10 MB | 61 s | 0.9 s |");
});

it("replaces what stands between the markers, and nothing else", () => {
  const document = "one\n<!-- image:sizes -->\nold\n<!-- /image:sizes -->\ntwo\n";
  const changed = withSection(document, "new");
  expect(changed).toBe("one\n<!-- image:sizes -->\nnew\n<!-- /image:sizes -->\ntwo\n");
  expect(withSection(changed, "new")).toBe(changed);
});

it.each(["none", "<!-- image:sizes -->", "<!-- /image:sizes --> <!-- image:sizes -->"])(
  "refuses a document without both markers: %s",
  (document) => {
    expect(() => withSection(document, "new")).toThrow(/<!-- image:sizes -->.*once each/);
  },
);
