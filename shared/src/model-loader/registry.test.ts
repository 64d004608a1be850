import { describe, expect, it } from "vitest";
import { ModelLoadError } from "./load-error.ts";
import { parseRegistry } from "./registry.ts";

const GOOD = {
  format: 1,
  aliases: { champion: "v1.1.0" },
  history: [{ at: "2026-01-02T03:04:05Z", alias: "champion", from: null, to: "v1.1.0" }],
};

const parse = (text: string) => parseRegistry(Buffer.from(text), "here");

function refusal(text: string): ModelLoadError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ModelLoadError) return error;
    throw error;
  }
  return expect.fail("was taken");
}

describe("parseRegistry", () => {
  it("reads aliases and history", () => {
    expect(parse(JSON.stringify(GOOD))).toEqual(GOOD);
  });

  it.each(["", "{", '{"format": 1, "aliases": {"champion": "v1', "\u0000"])(
    "calls %j corrupt",
    (text) => {
      const error = refusal(text);
      expect(error.reason).toBe("corrupt");
      expect(error.message).toMatch(/^registry\.json of here is not JSON \(.+\)\. Restore it/);
    },
  );

  it("tells another format apart from a wrong shape", () => {
    const error = refusal(JSON.stringify({ format: 2, models: [] }));
    expect(error.reason).toBe("unsupported");
    expect(error.message).toContain("expected format 1, found 2");
  });

  it.each([
    ["null", "at the top"],
    ["[]", "at the top"],
    [JSON.stringify({ ...GOOD, format: "1" }), "at format"],
    [JSON.stringify({ ...GOOD, history: undefined }), "at history"],
    [JSON.stringify({ ...GOOD, owner: "me" }), "owner"],
    [JSON.stringify({ ...GOOD, aliases: { champion: "1.1.0" } }), "at aliases.champion"],
    [JSON.stringify({ ...GOOD, aliases: { champion: "../v1.1.0" } }), "at aliases.champion"],
    [JSON.stringify({ ...GOOD, aliases: { champion: "v01.1.0" } }), "at aliases.champion"],
    [JSON.stringify({ ...GOOD, aliases: { v1: "v1.1.0" } }), "at aliases.v1"],
    [JSON.stringify({ ...GOOD, aliases: { "../x": "v1.1.0" } }), "at aliases.../x"],
  ])("says where %s is wrong", (text, where) => {
    const error = refusal(text);
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toContain(where);
  });
});
