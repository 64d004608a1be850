import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { Registry } from "@workshop/serving/model-loader";
import { copyModels, type ModelFolder } from "@workshop/serving/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
let models: ModelFolder;

beforeEach(async () => {
  models = await copyModels();
  await models.registry(() =>
    JSON.stringify({ format: 1, aliases: { champion: "v1.0.0" }, history: [] }),
  );
});

afterEach(() => models[Symbol.asyncDispose]());

const file = () => path.join(models.folder, "registry.json");
const text = () => readFile(file(), "utf8");
const registry = async () => Registry.parse(JSON.parse(await text()));

const promote = (version: string, alias: string) =>
  runModels(["promote", version, "--as", alias, "--dir", models.folder]);

/** A promotion that is refused: nothing is written. */
async function refusal(version: string, alias: string): Promise<string> {
  const before = await text();
  const { code, out, err } = await promote(version, alias);
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(await text()).toBe(before);
  expect((await readdir(models.folder)).sort()).toEqual(["registry.json", "releases"]);
  return err;
}

describe("promote", () => {
  it("moves an alias to a better version and remembers from where", async () => {
    const { code, out } = await promote("^1", "champion");
    expect(code).toBe(0);
    expect(out).toMatch(/^champion is now v1\.1\.0; it was v1\.0\.0\.\nbetter: log loss /);
    const { aliases, history } = await registry();
    expect(aliases).toEqual({ champion: "v1.1.0" });
    expect(history).toEqual([
      { at: expect.any(String), alias: "champion", from: "v1.0.0", to: "v1.1.0" },
    ]);
    expect(Math.abs(Date.now() - Date.parse(history[0]?.at ?? ""))).toBeLessThan(60_000);
    expect((await readdir(models.folder)).sort()).toEqual(["registry.json", "releases"]);
  });

  it("says that nothing changed where the alias is there already", async () => {
    const before = await text();
    const { code, out } = await promote("v1.0.0", "champion");
    expect(code).toBe(0);
    expect(out).toBe("champion is v1.0.0 already; nothing changed.\n");
    expect(await text()).toBe(before);
  });

  it("makes a new alias, without anything to beat", async () => {
    const { code, out } = await promote("champion", "shadow");
    expect(code).toBe(0);
    expect(out).toBe("shadow is now v1.0.0; the alias is new.\n");
    expect((await registry()).aliases).toEqual({ champion: "v1.0.0", shadow: "v1.0.0" });
  });

  it("refuses a version that is worse, with the numbers", async () => {
    await promote("v1.1.0", "champion");
    expect(await refusal("v1.0.0", "champion")).toMatch(
      /^Refused to make v1\.0\.0 the champion:\n {2}champion is v1\.1\.0, and v1\.0\.0 is worse\n {2}log loss 0\.\d{4} against 0\.\d{4} is higher\n$/,
    );
  });

  it("refuses a version that cannot be compared", async () => {
    await models.metadata("v1.1.0", (metadata) => Object.assign(metadata, { evaluations: [] }));
    expect(await refusal("v1.1.0", "champion")).toContain("v1.1.0 has no scores on a time split");
  });

  it.each(["model.txt", "model.onnx", "golden.json", "MODEL_CARD.md"])(
    "refuses a release with a tampered %s",
    async (name) => {
      await models.damage("v1.1.0", name, (bytes) => Buffer.concat([bytes, Buffer.from("\n")]));
      expect(await refusal("v1.1.0", "champion")).toContain(
        `files: ${name} of v1.1.0: expected sha256`,
      );
    },
  );

  it("refuses a release whose model was swapped and listed anew", async () => {
    await models.replace("v1.1.0", "model.onnx", models.path("v1.0.0", "model.onnx"));
    expect(await refusal("v1.1.0", "champion")).toMatch(/onnx: golden case .*\n {2}conversion: /);
  });

  it("refuses a tampered release for a new alias too", async () => {
    await models.damage("v1.1.0", "model.txt", (bytes) => bytes.subarray(0, 1000));
    expect(await refusal("v1.1.0", "shadow")).toContain("model.txt of v1.1.0: expected sha256");
  });

  it.each(["v1", "Champion", "../x", "", "a b"])("does not take %j for an alias", async (alias) => {
    const before = await text();
    const { code, err } = await promote("v1.1.0", alias);
    expect(code).toBe(2);
    expect(err).toMatch(/^Expected --as to be .*, found ".*"\. Choose another name\.\n$/);
    expect(await text()).toBe(before);
  });

  it("does not overwrite a registry.json that it cannot read", async () => {
    await models.registry(() => '{"format": 2}');
    expect(await refusal("v1.1.0", "champion")).toContain("expected format 1, found 2");
  });

  it("starts a registry where there is none", async () => {
    await rm(file());
    expect((await promote("v1.1.0", "champion")).code).toBe(0);
    expect((await registry()).aliases).toEqual({ champion: "v1.1.0" });
  });

  it("loses nothing when many promote at once", async () => {
    const aliases = Array.from({ length: 6 }, (_, index) => `alias-${index}`);
    const children = aliases.map((alias) => {
      const argv = ["grader/launch.js", "models/src/cli.ts", "promote", "v1.1.0", "--as", alias];
      return spawn(process.execPath, [...argv, "--dir", models.folder], { cwd: ROOT });
    });
    const codes = await Promise.all(children.map(async (child) => (await once(child, "close"))[0]));
    expect(codes).toEqual(aliases.map(() => 0));
    const { aliases: made, history } = await registry();
    expect(Object.keys(made).sort()).toEqual([...aliases, "champion"].sort());
    expect(history.map(({ alias }) => alias).sort()).toEqual(aliases);
    expect((await readdir(models.folder)).sort()).toEqual(["registry.json", "releases"]);
  }, 120_000);
});
