import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FolderStore, Golden, Metadata, openModel } from "@workshop/serving/model-loader";
import { ENGINE_NAMES } from "@workshop/serving/predictor";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";
import { RELEASES } from "../train/paths.ts";

const MODEL = path.join(RELEASES, "v1.1.0", "model.txt");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-own-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => runModels([...argv, "--dir", folder]);
const releaseIt = (file = MODEL) => run("release", file, "--version", "v1.0.0");

async function metadata(): Promise<Metadata> {
  const file = path.join(folder, "releases", "v1.0.0", "metadata.json");
  return Metadata.parse(JSON.parse(await readFile(file, "utf8")));
}

/** Somebody's model.txt: the released one, with its header or end changed. */
async function own(change: (text: string) => string): Promise<string> {
  const file = path.join(folder, "own.txt");
  await writeFile(file, change(await readFile(MODEL, "utf8")));
  return file;
}

describe("release", () => {
  it.each(ENGINE_NAMES)("makes what the %s engine serves, as LightGBM answers", async (engine) => {
    expect((await releaseIt()).code).toBe(0);
    const model = await openModel(new FolderStore(folder), "v1.0.0", { engine });
    const golden = await readFile(path.join(RELEASES, "v1.1.0", "golden.json"), "utf8");
    const cases = Golden.parse(JSON.parse(golden)).cases;
    const { features } = Metadata.parse(
      JSON.parse(await readFile(path.join(RELEASES, "v1.1.0", "metadata.json"), "utf8")),
    );
    const row = new Float64Array(features.length);
    for (const { features: values, probability } of cases.slice(0, 50)) {
      const coded = features.map((each) => {
        const value = values[each.name] ?? null;
        const code = each.type === "categorical" ? each.categories.indexOf(String(value)) : -1;
        return [each.name, code < 0 ? value : String(code)];
      });
      model.extractor.extract(Object.fromEntries(coded), row, 0);
      const { scores } = await model.batcher.submit(row, 1);
      expect(scores[0]).toBeCloseTo(probability, 8);
    }
    await model.close();
  });

  it("says what it made and how to serve it, and the result can be promoted", async () => {
    const { out } = await releaseIt();
    expect(out).toMatch(/^model v1\.0\.0: binary, 34 columns: age, gender, /);
    expect(out).toContain(`set MODEL_DIR=${folder} and MODEL=v1.0.0`);
    expect(await readdir(path.join(folder, "releases"))).toEqual(["v1.0.0"]);
    const promoted = await run("promote", "v1.0.0", "--as", "champion");
    expect(promoted, promoted.err).toMatchObject({ code: 0 });
    const verified = await run("verify");
    expect(verified.code, verified.out).toBe(0);
    expect(verified.out).toMatch(/walker +- +it opens, but the release has no golden\.json/);
  });

  it("takes ranges for hints, codes for categories, and everything may be missing", async () => {
    await releaseIt();
    const { task, threshold, features } = await metadata();
    expect({ task, threshold }).toEqual({ task: "binary", threshold: 0.5 });
    expect(features.every(({ missing }) => missing)).toBe(true);
    expect(features[0]).toMatchObject({
      type: "numeric",
      max: Number.MAX_VALUE,
      description: "The model's age; 7 to 73 in training",
    });
    expect(features[1]).toMatchObject({ type: "categorical", categories: ["0", "1"] });
  });

  it("takes pandas' names of categories, and makes plain names of features", async () => {
    const jobs = Array.from({ length: 21 }, (_, index) => `job ${index}`);
    const file = await own((text) =>
      text
        .replace("feature_names=age gender ", "feature_names=age_(years) 2nd-gender ")
        .replace(
          "pandas_categorical:null",
          `pandas_categorical:${JSON.stringify([["F", "M"], jobs])}`,
        ),
    );
    expect((await releaseIt(file)).code).toBe(0);
    const [age, gender, job] = (await metadata()).features;
    expect(age?.name).toBe("age_years");
    expect(gender).toMatchObject({ name: "f_2nd_gender", categories: ["F", "M"] });
    expect(job).toMatchObject({ categories: jobs });
  });

  it("knows a regression by its objective", async () => {
    await releaseIt(
      await own((text) => text.replace("objective=binary sigmoid:1", "objective=regression")),
    );
    expect(await metadata()).toMatchObject({ task: "regression", classes: null, threshold: null });
  });

  it("refuses names that are the same in a request", async () => {
    const file = await own((text) => text.replace("age gender", "a(b) a[b]"));
    const { code, err } = await releaseIt(file);
    expect(code).toBe(1);
    expect(err).toMatch(/found a_b twice \(The model's a\(b\).*The model's a\[b\]/);
    expect(await readdir(folder)).toEqual(["own.txt"]);
  });

  it("refuses a broken file by its line, and leaves nothing behind", async () => {
    const { code, err } = await releaseIt(await own((text) => text.slice(0, 9000)));
    expect(code).toBe(1);
    expect(err).toMatch(/own\.txt: Line \d+: expected /);
    expect(await readdir(folder)).toEqual(["own.txt"]);
  });

  it("changes no release that is there", async () => {
    await mkdir(path.join(folder, "releases", "v1.0.0"), { recursive: true });
    const { code, err } = await releaseIt();
    expect(code).toBe(1);
    expect(err).toMatch(/^Expected no release at .*v1\.0\.0, found one: .* another --version\.\n$/);
  });

  it.each(["", "1.0.0", "v1", "../v1.0.0"])("refuses the version %j", async (version) => {
    const { code, err } = await run("release", MODEL, "--version", version);
    expect(code).toBe(2);
    expect(err).toContain(`Expected --version such as v1.0.0, found "${version}".`);
  });
});
