import { expect, it } from "vitest";
import { isIgnored } from "./ignore-file.ts";

it.each([
  ["**", ["a", ".env", "a/b/c"], []],
  ["*\n!a", ["b", ".env"], ["a", "a/b"]],
  ["**\n!a/*/src\n**/*.test.ts", ["a/b/.env", "a/b/src/c.test.ts"], ["a/b/src", "a/b/src/c/d.ts"]],
  ["# all\n\n/node_modules/\n**/node_modules", ["node_modules/a", "a/node_modules/b"], ["a"]],
  [".env*\n**/.env", [".env", ".env.local", "a/b/.env"], ["env", "a/.env.local"]],
  ["a/?.[jt]s", ["a/b.js", "a/c.ts"], ["a/bc.js", "a/b.cs", "b.js"]],
])("reads %j", (text, out, into) => {
  expect(out.filter((path) => !isIgnored(path, text))).toEqual([]);
  expect(into.filter((path) => isIgnored(path, text))).toEqual([]);
});
