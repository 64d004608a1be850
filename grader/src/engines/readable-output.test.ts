import { expect, it } from "vitest";
import { readableOutput } from "./readable-output.ts";

it("keeps of a stack the first frame that is the learner's", () => {
  const printed = [
    "file:///a/shared/loader.ts:44",
    "    throw new ApiError();",
    "          ^",
    "",
    "ApiError: No model is loaded yet.",
    "    at get current (file:///a/shared/loader.ts:44:11)",
    "    at createListener (file:///a/exercises/01-api/src/app.ts:60:24)",
    "    at file:///a/exercises/01-api/src/server.ts:14:47 {",
    "  code: 'model-not-ready',",
    "  errors: undefined",
    "}",
    "",
    "Node.js v24.21.0",
  ];
  expect(readableOutput(printed, "/a/exercises/01-api")).toEqual([
    "file:///a/shared/loader.ts:44",
    "    throw new ApiError();",
    "ApiError: No model is loaded yet.",
    "    at createListener (src/app.ts:60:24)",
  ]);
});
