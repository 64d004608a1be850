import { copyModels, type ModelFolder } from "@workshop/serving/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";

let models: ModelFolder;

beforeEach(async () => {
  models = await copyModels();
  await models.registry(() =>
    JSON.stringify({ format: 1, aliases: { champion: "v1.0.0" }, history: [] }),
  );
  await run("promote", "v1.1.0", "--as", "champion");
});

afterEach(() => models[Symbol.asyncDispose]());

const run = (...argv: string[]) => runModels([...argv, "--dir", models.folder]);

const champion = async () => {
  const { out } = await run("show", "champion", "--json");
  return JSON.parse(out).version;
};

it("goes back to the version before, though its scores are worse, and forth again", async () => {
  const back = await run("rollback", "champion");
  expect(back).toEqual({ code: 0, out: "champion is v1.0.0 again; it was v1.1.0.\n", err: "" });
  expect(await champion()).toBe("v1.0.0");
  expect((await run("rollback", "champion")).code).toBe(0);
  expect(await champion()).toBe("v1.1.0");
});

it("refuses where the version before no longer verifies", async () => {
  await models.damage("v1.0.0", "model.txt", (bytes) => bytes.subarray(1));
  const { code, err } = await run("rollback", "champion");
  expect(code).toBe(1);
  expect(err).toContain("v1.0.0: files: model.txt of v1.0.0: expected sha256");
  expect(await champion()).toBe("v1.1.0");
});

it.each(["champoin", "constructor"])("refuses %s, which stands for nothing", async (alias) => {
  const { code, err } = await run("rollback", alias);
  expect(code).toBe(1);
  expect(err).toContain(`registry.json remembers no version before, for ${alias}.`);
  expect(err.includes('Did you mean "champion"?')).toBe(alias === "champoin");
});

it("refuses an alias that never stood for anything else", async () => {
  await run("promote", "v1.1.0", "--as", "shadow");
  const { code, err } = await run("rollback", "shadow");
  expect(code).toBe(1);
  expect(err).toContain("remembers no version before, for shadow");
});
