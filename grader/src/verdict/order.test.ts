import { describe, expect, it } from "vitest";
import { sampleCheck as check } from "../testing/sample-check.ts";
import { CheckListError, inOrder, withDependants, withDependencies } from "./order.ts";

const LIST = [check("c", { after: ["b"] }), check("a"), check("b", { after: ["a"] }), check("d")];
const ids = (checks: readonly { id: string }[]) => checks.map(({ id }) => id).join(" ");

describe("inOrder", () => {
  it("puts every check behind those it depends on", () => {
    expect(ids(inOrder(LIST))).toBe("a b c d");
  });

  it.each([
    ["an id that stands twice", [check("a"), check("a")], "a stands twice"],
    ["an unknown dependency", [check("a", { after: ["x"] })], "a depends on x, which is no check"],
    [
      "a circle",
      [check("a", { after: ["b"] }), check("b", { after: ["a"] })],
      "wait for each other: a → b → a",
    ],
    [
      "a check that would wait for one under load",
      [check("a", { underLoad: true }), check("b", { after: ["a"] })],
      "b depends on a, which runs last",
    ],
  ])("refuses %s", (_what, checks, says) => {
    expect(() => inOrder(checks)).toThrow(CheckListError);
    expect(() => inOrder(checks)).toThrow(says);
  });
});

it("follows dependencies near and far, in both directions", () => {
  expect([...withDependencies(LIST, "c")].sort().join(" ")).toBe("a b c");
  expect([...withDependants(LIST, "a")].sort().join(" ")).toBe("a b c");
});
