import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openFeatureStore } from "@workshop/serving/feature-extractor";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requireData } from "../data/require-data.ts";
import { STORE } from "./build.ts";
import { snapshot } from "./index.ts";
import { COMMITTED, EXACT, parseOptions } from "./options.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-snapshot-"));
  file = path.join(folder, "deep", "store.bin");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function runSnapshot(argv: string[]) {
  const said = { out: "", err: "" };
  const code = await snapshot(argv, {
    env: { WORKSHOP_DATA: path.join(folder, "nowhere") },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  if (code !== 0) expect(said.err.trim().split("\n")).toHaveLength(1);
  return { code, ...said };
}

describe("the command line", () => {
  test("--help prints how to use it", async () => {
    const { code, out } = await runSnapshot(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("usage: npm run models:snapshot");
  });

  test.each([
    { wrong: ["--speed", "9"], says: "'--speed'" },
    { wrong: ["extra"], says: "extra" },
    { wrong: ["--data"], says: "--data" },
  ])("$wrong is refused with exit code 2", async ({ wrong, says }) => {
    const { code, err } = await runSnapshot(wrong);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  test("the exact one never goes to the committed place by itself", () => {
    expect(parseOptions([], {}).out).toBe(EXACT);
    expect(EXACT).toContain(`${path.sep}.workshop${path.sep}`);
    expect(parseOptions(["--synthetic"], {}).out).toBe(COMMITTED);
  });
});

test("without the data it says what is missing, and writes nothing", async () => {
  const { code, err } = await runSnapshot(["--out", file]);
  expect(code).toBe(1);
  expect(err).toMatch(/^Expected the MovieLens 100k file u\.data in .*nowhere, found none: /);
  expect(await readdir(folder)).toEqual([]);
});

test("it writes the exact store and says how to serve with it", async (ctx) => {
  const argv = ["--data", requireData(ctx), "--out", file];
  const first = await runSnapshot(argv);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain(`set FEATURE_STORE=${file}`);
  expect(openFeatureStore(STORE, file).synthetic).toBe(false);
  expect(await readdir(path.dirname(file))).toEqual(["store.bin"]);
  expect((await runSnapshot(argv)).out).toContain(`Unchanged: ${file}`);
});

test("it replaces another file only with --force", async (ctx) => {
  const argv = ["--data", requireData(ctx), "--out", file, "--synthetic"];
  await mkdir(path.dirname(file));
  await writeFile(file, "mine");
  const { code, err } = await runSnapshot(argv);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^Expected no file at .*store\.bin, or the same one, found another: .*--force/,
  );
  expect(await readFile(file, "utf8")).toBe("mine");
  expect(await runSnapshot([...argv, "--force"])).toMatchObject({ code: 0 });
  expect(openFeatureStore(STORE, file).synthetic).toBe(true);
});
