import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";
import { RELEASES } from "../train/paths.ts";

const RELEASE = path.join(RELEASES, "v1.1.0");
let folder: string;
let model: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-convert-"));
  model = path.join(folder, "mine.txt");
  await cp(path.join(RELEASE, "model.txt"), model);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const convert = (...argv: string[]) => runModels(["convert", ...argv]);
const released = () => readFile(path.join(RELEASE, "model.onnx"));

async function spoil(change: (text: string) => string): Promise<void> {
  await writeFile(model, change(await readFile(model, "utf8")));
}

/** A conversion that is refused: nothing is written. */
async function refusal(...argv: string[]): Promise<string> {
  const before = await readdir(folder);
  const { code, out, err } = await convert(...argv);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(await readdir(folder)).toEqual(before);
  expect(err.trim().split("\n")).toHaveLength(1);
  return err;
}

describe("convert", () => {
  it("writes beside the file, byte for byte what is released, and says what it read", async () => {
    const { code, out } = await convert(model);
    expect(code).toBe(0);
    expect(out).toMatch(/^objective {2}binary sigmoid:1\nfeatures {3}34: age, gender, /);
    expect(out).toMatch(/^trees {6}179$/m);
    expect(out).toContain(`Wrote ${path.join(folder, "mine.onnx")} (`);
    expect(await readFile(path.join(folder, "mine.onnx"))).toEqual(await released());
    expect(await readdir(folder)).toEqual(["mine.onnx", "mine.txt"]);
  });

  it("writes where --out says", async () => {
    const to = path.join(folder, "other.bin");
    expect((await convert(model, "--out", to)).code).toBe(0);
    expect(await readFile(to)).toEqual(await released());
  });

  it("replaces a file only when it is told to", async () => {
    const to = path.join(folder, "mine.onnx");
    await writeFile(to, "precious");
    expect(await refusal(model)).toMatch(
      /^Expected no file at .*mine\.onnx, found one\. .*--force/,
    );
    expect(await readFile(to, "utf8")).toBe("precious");
    expect((await convert(model, "--force")).code).toBe(0);
    expect(await readFile(to)).toEqual(await released());
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ["that is cut off", (text) => text.slice(0, 20_000), /mine\.txt: Line \d+: expected /],
    ["that is something else", () => "PK\u0003\u0004", /mine\.txt: Line 1: expected "tree", found/],
    ["that is empty", () => "", /mine\.txt: Line 1: expected "tree"/],
    [
      "of an objective it does not know",
      (text) => text.replace("objective=binary sigmoid:1", "objective=lambdarank"),
      /mine\.txt: Line \d+: the objective "lambdarank" is not supported; supported: /,
    ],
  ])("refuses a file %s, by its line", async (_, change, message) => {
    await spoil(change);
    expect(await refusal(model)).toMatch(message);
  });

  it("refuses a file that is not there, and a folder", async () => {
    expect(await refusal(path.join(folder, "yours.txt"))).toContain("ENOENT");
    await mkdir(path.join(folder, "sub"));
    expect(await refusal(path.join(folder, "sub"))).toContain("EISDIR");
  });

  it("refuses to write into a folder that is not there", async () => {
    expect(await refusal(model, "--out", path.join(folder, "no", "x.onnx"))).toMatch(
      /^Expected to write .*x\.onnx, found: ENOENT/,
    );
  });
});
