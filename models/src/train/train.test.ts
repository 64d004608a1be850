import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { requireEngine } from "@workshop/serving/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readyEnvironment } from "./environment.ts";
import { train } from "./index.ts";
import { requirePython } from "./require-python.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-train-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function runTrain(argv: string[], env: NodeJS.ProcessEnv = {}) {
  const { WORKSHOP_DATA: _, ...inherited } = process.env;
  const said = { out: "", err: "" };
  const code = await train(argv, {
    env: { ...inherited, ...env },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe("the command line", () => {
  test("--help prints how to use it", async () => {
    const { code, out } = await runTrain(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("usage: npm run models:train -- [options]");
  });

  test.each([
    { wrong: ["--speed", "9"], says: "'--speed'" },
    { wrong: ["extra"], says: "extra" },
    { wrong: ["--version", "newest", "--data", "x"], says: 'look like v1.1.0, found "newest"' },
  ])("$wrong is refused with exit code 2", async ({ wrong, says }) => {
    const { code, err } = await runTrain(wrong);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

test("--setup makes the Python environment and asks for no data", async (ctx) => {
  await requirePython(ctx);
  const wanted = process.env.WORKSHOP_REQUIRE?.includes("python") === true;
  requireEngine(ctx, "python", wanted || (await readyEnvironment()) !== undefined);
  const { code, out, err } = await runTrain(["--setup"]);
  expect(code, err).toBe(0);
  expect(out).toMatch(/^The Python environment models\/training\/\.venv is ready\.$/m);
  expect(await readyEnvironment()).toContain(".venv");
}, 900_000);

test("a time that is none is refused before anything runs", async () => {
  const { code, err } = await runTrain(["--data", "x"], { SOURCE_DATE_EPOCH: "yesterday" });
  expect(code).toBe(1);
  expect(err).toMatch(
    /^Expected SOURCE_DATE_EPOCH to be whole seconds .*, found "yesterday": .*\n$/,
  );
});

test("an existing release is not overwritten", async () => {
  await mkdir(path.join(folder, "v1.0.0"));
  const { code, err } = await runTrain(["--data", "x", "--version", "v1.0.0", "--out", folder]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^Expected no release at .*v1\.0\.0, found one: .* --force to replace it\.\n$/,
  );
});

test("without Python it says what was tried and what to do", async () => {
  const env = { WORKSHOP_PYTHON: path.join(folder, "no-such-python") };
  const { code, err } = await runTrain(["--data", "x", "--out", folder], env);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^Expected Python 3\.10 or newer, found none \(.*no-such-python does not run\)/,
  );
});

test("a folder without the data is refused, and nothing is written", async (ctx) => {
  await requirePython(ctx);
  const { code, err } = await runTrain(["--data", folder, "--out", path.join(folder, "out")]);
  expect(code).toBe(1);
  expect(err).toMatch(/^Expected the MovieLens 100k file u\.data in .*, found none: .*\n$/);
  expect(await readdir(folder)).toEqual([]);
});

test("other data is refused with both sums", async (ctx) => {
  await requirePython(ctx);
  for (const file of ["u.data", "u.user", "u.item"]) {
    await writeFile(path.join(folder, file), "1\t1\t5\t1\n");
  }
  const { code, err } = await runTrain(["--data", folder, "--out", path.join(folder, "out")]);
  expect(code).toBe(1);
  expect(err).toMatch(/u\.data to have sha256 06416e59[0-9a-f]{56}, found [0-9a-f]{64}: .*\n$/);
  expect(err).not.toContain("Traceback");
});
