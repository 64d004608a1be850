import { expect, it } from "vitest";
import { sampleCheck as check } from "../testing/sample-check.ts";
import { longestFirst } from "./longest-first.ts";

const ids = (list: Parameters<typeof longestFirst>[0]) => longestFirst(list).map(({ id }) => id);

it("puts what takes long first, and leaves the rest as it stands", () => {
  expect(ids([check("a"), check("b"), check("c", { seconds: 2 }), check("d")])).toEqual([
    "c",
    "a",
    "b",
    "d",
  ]);
});

it("counts what waits for a check, near and far", () => {
  const list = [
    check("quick"),
    check("two", { seconds: 2 }),
    check("first"),
    check("second", { after: ["first"] }),
    check("three", { seconds: 3, after: ["second"] }),
  ];
  expect(ids(list)).toEqual(["first", "second", "three", "two", "quick"]);
});
