import { describe, expect, it } from "vitest";
import { hanging, labelled, wrap } from "./wrap.ts";

describe("wrap", () => {
  it.each([
    ["a bb ccc", 4, ["a bb", "ccc"]],
    ["abcdefgh", 3, ["abc", "def", "gh"]],
    ["one\ntwo", 9, ["one", "two"]],
    ["", 9, [""]],
  ])("breaks %j at %i", (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it("never exceeds the width", () => {
    const text = "the quick brown fox jumps over averyveryverylongword and more";
    for (let width = 1; width < 40; width += 1) {
      expect(Math.max(...wrap(text, width).map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });
});

it("puts a label in front and indents what follows", () => {
  expect(labelled("why", `${"word ".repeat(9)}end`, 30, 10)).toEqual([
    "why       word word word word",
    "          word word word word",
    "          word end",
  ]);
  expect(hanging("a b c d", 4, 2)).toEqual(["a", "  b", "  c", "  d"]);
});
