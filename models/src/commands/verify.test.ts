import { rm, writeFile } from "node:fs/promises";
import { copyModels, type ModelFolder } from "@workshop/serving/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";

const V = "v1.1.0";
let models: ModelFolder;

beforeEach(async () => {
  models = await copyModels();
});

afterEach(() => models[Symbol.asyncDispose]());

const verify = (...argv: string[]) => runModels(["verify", "--dir", models.folder, ...argv]);

/** Names and details of the failed checks of V. */
async function failed(): Promise<Record<string, string>> {
  const { code, out } = await verify(V, "--json");
  const { ok, releases } = JSON.parse(out);
  expect({ code, ok }).toEqual({ code: 1, ok: false });
  const checks: { name: string; outcome: string; detail: string }[] = releases[0].checks;
  return Object.fromEntries(
    checks.filter(({ outcome }) => outcome === "failed").map(({ name, detail }) => [name, detail]),
  );
}

describe("verify", () => {
  it("passes every release and the aliases", async () => {
    const { code, out } = await verify();
    expect(code, out).toBe(0);
    expect(out.match(/^ {2}\w+ +ok /gm)).toHaveLength(11);
    const differences = [...out.matchAll(/golden cases, largest difference (\S+)$/gm)];
    expect(differences).toHaveLength(4);
    for (const [, difference] of differences) expect(Number(difference)).toBeLessThan(1e-5);
    expect(out).toContain("champion is v1.1.0, challenger is v1.0.0");
  });

  it("takes an alias and checks that release alone", async () => {
    const { code, out } = await verify("challenger");
    expect(code).toBe(0);
    expect(out).toMatch(/^v1\.0\.0\n/);
    expect(out).not.toMatch(/v1\.1\.0|registry/);
  });

  it.each(["model.txt", "model.onnx", "golden.json", "reference.json", "MODEL_CARD.md"])(
    "finds one changed byte in %s",
    async (file) => {
      await models.damage(V, file, (bytes) => {
        bytes[100] = (bytes[100] ?? 0) ^ 1;
        return bytes;
      });
      const problems = await failed();
      expect(Object.keys(problems)).toEqual(["files"]);
      expect(problems.files).toContain(`${file} of ${V}: expected sha256`);
    },
  );

  it("finds a model that was swapped and listed anew", async () => {
    await models.replace(V, "model.onnx", models.path("v1.0.0", "model.onnx"));
    const problems = await failed();
    expect(Object.keys(problems)).toEqual(["onnx", "conversion"]);
    expect(problems.onnx).toMatch(/golden case \d+ expects 0\.\d+, the engine answers 0\.\d+/);
    expect(problems.conversion).toMatch(/expected \d+ bytes, found \d+; they part at byte \d+/);
  });

  it("finds one threshold that was changed in model.txt and listed anew", async () => {
    await models.release(V, "model.txt", (text) =>
      text.replace(/^leaf_value=-?\d\.\d/m, "leaf_value=1.5"),
    );
    expect(Object.keys(await failed())).toEqual(["walker", "conversion"]);
  });

  it("names files that are not listed, and listed ones that are gone", async () => {
    await writeFile(models.path(V, "notes.txt"), "mine");
    await rm(models.path(V, "reference.json"));
    const { files } = await failed();
    expect(files).toContain("There is no reference.json");
    expect(files).toContain("metadata.json does not list notes.txt");
  });

  it("passes over hidden files, which no store reads", async () => {
    await writeFile(models.path(V, ".DS_Store"), "");
    expect((await verify(V)).code).toBe(0);
  });

  it("finds a size that is listed wrong", async () => {
    await models.metadata(V, ({ files }) => {
      Object.assign((files as Record<string, object>)["model.txt"] ?? {}, { bytes: 7 });
    });
    expect((await failed()).files).toContain("model.txt: metadata.json lists 7 bytes");
  });

  it("stops at metadata that has another shape", async () => {
    await models.metadata(V, (metadata) => Object.assign(metadata, { threshold: "half" }));
    expect(Object.keys(await failed())).toEqual(["metadata"]);
  });

  it("finds an alias of a release that is gone", async () => {
    await rm(models.path(V, ""), { recursive: true });
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toMatch(/aliases +FAILED .*no release v1\.1\.0, which champion stands for/);
  });

  it("says what it could not check of a release without one of the model files", async () => {
    await rm(models.path(V, "model.txt"));
    await models.list(V);
    const { code, out } = await verify(V);
    expect(code).toBe(0);
    expect(out).toMatch(/walker +- +the release has no model\.txt/);
    expect(out).toMatch(/onnx +ok/);
  });

  it("fails a release without any model file", async () => {
    await rm(models.path(V, "model.txt"));
    await rm(models.path(V, "model.onnx"));
    await models.list(V);
    expect((await failed()).files).toContain("Neither model.txt nor model.onnx");
  });
});
