import { describe, expect, it } from "vitest";
import { ApiError } from "../errors/index.ts";
import { parseJsonBody } from "./json-body.ts";

function codeOf(body: string | Buffer, type?: string, encoding?: string): string {
  try {
    parseJsonBody(Buffer.from(body), type, encoding);
    return "parsed";
  } catch (error) {
    return error instanceof ApiError ? error.code : String(error);
  }
}

describe("parseJsonBody", () => {
  it.each([
    ["{}", "application/json", undefined, "parsed"],
    ["{}", "Application/JSON; charset=UTF-8", undefined, "parsed"],
    ["{}", 'application/json;charset="utf-8"', "identity", "parsed"],
    ["", "application/json", undefined, "invalid-json"],
    ["{", "application/json", undefined, "invalid-json"],
    ["{}", undefined, undefined, "unsupported-media-type"],
    ["{}", "application/json; charset=utf-16", undefined, "unsupported-media-type"],
    ["{}", "application/json", "gzip", "unsupported-media-type"],
  ])("%j as %s (%s) is %s", (body, type, encoding, expected) => {
    expect(codeOf(body, type, encoding)).toBe(expected);
  });

  it("refuses bytes that are not UTF-8 instead of guessing", () => {
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]), "application/json")).toBe("invalid-json");
  });

  it("keeps __proto__ an ordinary key", () => {
    const parsed = parseJsonBody(
      Buffer.from('{"__proto__":{"a":1}}'),
      "application/json",
      undefined,
    );
    expect(Object.keys(parsed as object)).toEqual(["__proto__"]);
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});
