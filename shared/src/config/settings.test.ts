import { describe, expect, it } from "vitest";
import { ConfigError, expectation, readConfig, SETTINGS } from "./settings.ts";

describe("readConfig", () => {
  it("listens on 127.0.0.1:8000 with the champion where nothing is set", () => {
    expect(readConfig({})).toMatchObject({ HOST: "127.0.0.1", PORT: 8000, MODEL: "champion" });
  });

  it("takes numbers as text and treats an empty variable as unset", () => {
    expect(readConfig({ PORT: "0", QUEUE_MS: "" })).toMatchObject({ PORT: 0, QUEUE_MS: 50 });
  });

  it.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["ENGINE", "gpu"],
    ["LOG_LEVEL", "loud"],
  ])("names %s, what was expected and what was found for %j", (name, value) => {
    const attempt = () => readConfig({ [name]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(`${name}: expected ${expectation(name)}, found "${value}".`);
  });

  it("reports every bad variable at once", () => {
    expect(() => readConfig({ PORT: "x", ENGINE: "y" })).toThrow(/PORT.*\n?.*ENGINE/s);
  });

  it("has words for every setting", () => {
    for (const name of Object.keys(SETTINGS)) expect(expectation(name)).not.toBe("another value");
  });
});
