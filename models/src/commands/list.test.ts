import { rm } from "node:fs/promises";
import path from "node:path";
import { copyModels, type ModelFolder } from "@workshop/serving/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";

let models: ModelFolder;

beforeEach(async () => {
  models = await copyModels();
});

afterEach(() => models[Symbol.asyncDispose]());

const list = (...argv: string[]) => runModels(["list", "--dir", models.folder, ...argv]);

it("shows versions with aliases, scores, time and size", async () => {
  const { code, out } = await list();
  expect(code).toBe(0);
  const [head, first, second, ...more] = out.trim().split("\n");
  expect(head).toMatch(/^version +aliases +AUC, time split +log loss +trained at +size$/);
  expect(first).toMatch(/^v1\.0\.0 +challenger +0\.\d{4} \[0\.\d{4}, 0\.\d{4}\] +0\.\d{4} +20\S+Z/);
  expect(second).toMatch(/^v1\.1\.0 +champion .* \d\.\d MB$/);
  expect(more).toEqual([]);
});

it("gives the same as JSON", async () => {
  const { out } = await list("--json");
  expect(JSON.parse(out)).toMatchObject([
    { version: "v1.0.0", aliases: ["challenger"], auc: { value: expect.any(Number) }, error: null },
    { version: "v1.1.0", aliases: ["champion"], log_loss: { low: expect.any(Number) } },
  ]);
});

it("takes the folder from MODEL_DIR too", async () => {
  await rm(models.path("v1.0.0", ""), { recursive: true });
  const { out } = await runModels(["list", "--json"], { MODEL_DIR: models.folder });
  expect(JSON.parse(out)).toHaveLength(1);
});

it("shows a broken release beside the others, says why, and fails", async () => {
  await models.damage("v1.0.0", "metadata.json", () => Buffer.from("{"));
  const { code, out, err } = await list();
  expect(code).toBe(1);
  expect(out).toMatch(/^v1\.0\.0 .* broken/m);
  expect(out).toMatch(/^v1\.1\.0 .* MB$/m);
  expect(err).toMatch(/^v1\.0\.0: metadata\.json of v1\.0\.0 is not JSON/);
});

it("needs no registry.json", async () => {
  await rm(path.join(models.folder, "registry.json"));
  const { code, out } = await list();
  expect(code).toBe(0);
  expect(out).not.toContain("champion");
});

it("says of a folder without releases what is expected", async () => {
  await rm(path.join(models.folder, "releases"), { recursive: true });
  const { code, err } = await list();
  expect(code).toBe(1);
  expect(err).toContain("Expected registry.json and releases/vX.Y.Z/");
});
