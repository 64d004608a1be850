import path from "node:path";
import { z } from "zod";
import { ROOT } from "../course/root.ts";
import { Result } from "./result.ts";

/** Where the schema is published. */
export const SCHEMA_FILE = path.join(ROOT, "grader", "result.schema.json");

/** The JSON Schema of result.json, as grader/result.schema.json publishes it. */
export function resultSchema(): string {
  const schema = z.toJSONSchema(Result, { target: "draft-2020-12" });
  return `${JSON.stringify({ title: "Result of grading one exercise, format 1", ...schema }, null, 2)}\n`;
}
