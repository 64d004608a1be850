import { describe, expect, it } from "vitest";
import { ModelLoadError } from "./load-error.ts";
import type { Registry } from "./registry.ts";
import { resolveSelector } from "./selector.ts";

const registry: Registry = {
  format: 1,
  aliases: { champion: "v1.10.0", challenger: "v1.2.0", retired: "v0.9.0" },
  history: [],
};

const shelf = {
  where: "The shelf",
  versions: ["v1.10.0", "v1.2.0", "v1.2.1", "v2.0.0"],
  registry: async () => registry,
};

const resolve = (selector: string) => resolveSelector(selector, shelf);

const refusal = (selector: string, of = shelf) =>
  resolveSelector(selector, of).then(
    (version) => expect.fail(`resolved to ${version}`),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelLoadError);
      return error as ModelLoadError;
    },
  );

describe("resolveSelector", () => {
  it.each([
    ["champion", "v1.10.0"],
    ["challenger", "v1.2.0"],
    ["v1.2.1", "v1.2.1"],
    ["1.2.1", "v1.2.1"],
    ["^1", "v1.10.0"],
    ["~1.2", "v1.2.1"],
    [">=1.2 <1.10", "v1.2.1"],
    ["v1", "v1.10.0"],
    ["*", "v2.0.0"],
  ])("takes %s for %s", async (selector, version) => {
    expect(await resolve(selector)).toBe(version);
  });

  it.each([
    ["champoin", 'no alias or release "champoin"', "The nearest is champion."],
    ["1.2.2", "no release 1.2.2", "The nearest is v1.2.0."],
    ["^3", "no release ^3", "There is v1.2.0, v1.2.1, v1.10.0, v2.0.0."],
    ["latest", 'no alias or release "latest"', "There is champion, challenger, retired, v1.2.0"],
    ["retired", "no release v0.9.0, which retired stands for", "There is v1.2.0"],
    ["", 'no alias or release ""', "There is champion"],
    ["constructor", 'no alias or release "constructor"', "There is champion"],
    ["../v1.2.0", 'no alias or release "../v1.2.0"', "The nearest is v1.2.0."],
  ])("says of %j what there is", async (selector, what, there) => {
    const error = await refusal(selector);
    expect(error.reason).toBe("missing");
    expect(error.message).toContain(`The shelf has ${what}. `);
    expect(error.message).toContain(there);
  });

  it("suggests nothing where nothing is near", async () => {
    expect((await refusal("production-model-of-may")).message).not.toContain("nearest");
  });

  it("asks no registry for a version or a range", async () => {
    const broken = { ...shelf, registry: () => Promise.reject(new Error("broken")) };
    expect(await resolveSelector("v1.2.1", broken)).toBe("v1.2.1");
    expect(await resolveSelector("^1", broken)).toBe("v1.10.0");
    await expect(resolveSelector("champion", broken)).rejects.toThrow("broken");
  });

  it("says so where there is no release at all", async () => {
    expect((await refusal("champion", { ...shelf, versions: [] })).message).toContain(
      "holds no release",
    );
  });
});
