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

  it("takes the URL of a Redis, and repeats no password of a bad one", () => {
    expect(readConfig({ CACHE_URL: "rediss://:pw@cache:6380/1" }).CACHE_TTL_SECONDS).toBe(300);
    for (const CACHE_URL of ["http://user:hunter2@cache", "redis:/cache", "cache:6379"]) {
      expect(() => readConfig({ CACHE_URL })).toThrow(/^CACHE_URL: expected the URL of a Redis/);
      expect(() => readConfig({ CACHE_URL })).not.toThrow(/hunter2/);
    }
  });

  it("reports every bad variable at once", () => {
    expect(() => readConfig({ PORT: "x", ENGINE: "y" })).toThrow(/PORT.*\n?.*ENGINE/s);
  });

  it("has words for every setting", () => {
    for (const name of Object.keys(SETTINGS)) expect(expectation(name)).not.toBe("another value");
  });
});
