import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { resultSchema, SCHEMA_FILE } from "./schema.ts";

it("is published in the repository as it is", () => {
  expect(readFileSync(SCHEMA_FILE, "utf8")).toBe(resultSchema());
});
