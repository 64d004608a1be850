import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Zippable, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TRAINING } from "../train/paths.ts";
import { data } from "./index.ts";
import { CITATION, DATA_FILES, DOWNLOAD, SHA256 } from "./published.ts";
import { requireData } from "./require-data.ts";

let temporary: string;
let folder: string;

beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "workshop-data-"));
  folder = path.join(temporary, "data", "ml-100k");
});

afterEach(() => rm(temporary, { recursive: true, force: true }));

async function runData(argv: string[], env: NodeJS.ProcessEnv = { WORKSHOP_DATA: folder }) {
  const said = { out: "", err: "" };
  const out = (text: string) => {
    said.out += text;
  };
  const err = (text: string) => {
    said.err += text;
  };
  const code = await data(argv, { env, out, err }, folder);
  if (code !== 0) expect(said.err.trim().split("\n")).toHaveLength(1);
  return { code, ...said };
}

async function zipOf(entries: Zippable): Promise<string> {
  const zip = path.join(temporary, "ml-100k.zip");
  await writeFile(zip, zipSync(entries));
  return zip;
}

/** The real files as the published zip has them, among others. */
async function publishedEntries(source: string): Promise<Zippable> {
  const entries: Zippable = { "ml-100k/": new Uint8Array(), "ml-100k/u1.base": Buffer.from("1") };
  for (const name of DATA_FILES) {
    entries[`ml-100k/${name}`] = await readFile(path.join(source, name));
  }
  return { ...entries, "ml-100k/README": Buffer.from("licence") };
}

describe("the command line", () => {
  test("--help prints how to use it", async () => {
    const { code, out } = await runData(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("usage: npm run data");
  });

  test.each([
    { wrong: ["--unpack"], says: "'--unpack'" },
    { wrong: ["a.zip", "b.zip"], says: 'found also "b.zip"' },
  ])("$wrong is refused with exit code 2", async ({ wrong, says }) => {
    const { code, err } = await runData(wrong);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describe("asked for nothing", () => {
  test("it tells where to get the data, and that it is not there", async () => {
    const { code, out, err } = await runData([]);
    expect(code).toBe(1);
    expect(out).toContain(DOWNLOAD);
    expect(out).toContain(CITATION);
    expect(err).toMatch(/^Expected the MovieLens 100k file u\.data in .*, found none: download /);
  });

  test("it tells where the data is", async (ctx) => {
    const source = requireData(ctx);
    const { code, out } = await runData([], { WORKSHOP_DATA: source });
    expect(code).toBe(0);
    expect(out).toContain(`${source} holds the published files.`);
  });
});

describe("given a folder", () => {
  test("with the published files it says so", async (ctx) => {
    const source = requireData(ctx);
    expect(await runData([source], {})).toMatchObject({ code: 0, err: "" });
  });

  test("with another file it gives both sums", async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "u.data"), "1\t1\t5\t1\n");
    const { code, err } = await runData([folder]);
    expect(code).toBe(1);
    expect(err).toMatch(/u\.data to have sha256 06416e59[0-9a-f]{56}, found [0-9a-f]{64}: /);
  });

  test("that is not there it says so", async () => {
    const { code, err } = await runData([path.join(temporary, "nowhere")]);
    expect(code).toBe(1);
    expect(err).toMatch(/^Expected a zip or a folder at .*nowhere, found nothing: download /);
  });
});

describe("given a zip", () => {
  test("it unpacks what is needed, and the licence", async (ctx) => {
    const source = requireData(ctx);
    const { code, out } = await runData([await zipOf(await publishedEntries(source))]);
    expect(code).toBe(0);
    expect(out).toContain(folder);
    expect((await readdir(folder)).sort()).toEqual(["README", ...DATA_FILES].sort());
    expect(await runData([folder])).toMatchObject({ code: 0 });
    expect(await readdir(path.dirname(folder))).toEqual(["ml-100k"]);
  });

  test("it replaces a broken folder", async (ctx) => {
    const zip = await zipOf(await publishedEntries(requireData(ctx)));
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "u.data"), "broken");
    expect(await runData([zip])).toMatchObject({ code: 0 });
    expect(await runData([folder])).toMatchObject({ code: 0 });
  });

  test("with one file that differs it writes nothing", async (ctx) => {
    const entries = await publishedEntries(requireData(ctx));
    const zip = await zipOf({ ...entries, "ml-100k/u.item": Buffer.from("1|A|\n") });
    const { code, err } = await runData([zip]);
    expect(code).toBe(1);
    expect(err).toContain(`u.item in ${zip} to have sha256 ${SHA256["u.item"]}, found `);
    expect(await readdir(temporary)).toEqual(["ml-100k.zip"]);
  });

  test("whose entries leave their folder nothing outside is written", async (ctx) => {
    const entries = await publishedEntries(requireData(ctx));
    const evil = Buffer.from("evil");
    const zip = await zipOf({
      ...entries,
      "../evil": evil,
      "ml-100k/../../README": evil,
      "/tmp/../README": evil,
    });
    expect(await runData([zip])).toMatchObject({ code: 0 });
    expect((await readdir(temporary)).sort()).toEqual(["data", "ml-100k.zip"]);
    expect(await readFile(path.join(folder, "README"), "utf8")).toBe("licence");
  });

  test.each([
    {
      what: "without the files",
      entries: { "other/u.data": Buffer.from("x") },
      says: "ml-100k/u.data in",
    },
    {
      what: "with other files",
      entries: { "ml-100k/u.data": Buffer.from("x") },
      says: "found 2d711642",
    },
  ])("$what it writes nothing", async ({ entries, says }) => {
    const { code, err } = await runData([await zipOf(entries)]);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(await readdir(temporary)).toEqual(["ml-100k.zip"]);
  });

  test.each([
    { what: "text", bytes: Buffer.from("<html>404</html>") },
    { what: "half a zip", bytes: zipSync({ "ml-100k/u.data": Buffer.alloc(999) }).subarray(0, 60) },
    { what: "nothing", bytes: Buffer.alloc(0) },
  ])("that is $what it says so", async ({ bytes }) => {
    const zip = path.join(temporary, "ml-100k.zip");
    await writeFile(zip, bytes);
    const { code, err } = await runData([zip]);
    expect(code).toBe(1);
    expect(err).toMatch(/^Expected .*ml-100k\.zip to be a zip, found one that cannot be read \(/);
  });
});

test("the trainer checks the same sums", async () => {
  const python = await readFile(path.join(TRAINING, "published.py"), "utf8");
  const sums = [...python.matchAll(/"(u\.\w+)": "([0-9a-f]{64})"/g)].map(([, file, sum]) => [
    file,
    sum,
  ]);
  expect(Object.fromEntries(sums)).toEqual(SHA256);
  expect(python).toContain(`"${DOWNLOAD}"`);
});
