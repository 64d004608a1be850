import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FeatureStoreError } from "./feature-store.ts";
import { tinySnapshot } from "./fixture.ts";
import { openFeatureStore } from "./open-feature-store.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workshop-store-"));
  file = path.join(folder, "tiny.bin");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What opening the file says, having been given these bytes. */
function complaint(bytes?: Uint8Array, name = "tiny"): string {
  if (bytes) writeFileSync(file, bytes);
  try {
    openFeatureStore(name, file);
  } catch (error) {
    expect(error).toBeInstanceOf(FeatureStoreError);
    const { message } = error as Error;
    expect(message).toMatch(/^Expected .*, found .*: set FEATURE_STORE to .*\.$/);
    expect(message).toContain(file);
    return message;
  }
  throw new Error("it was opened");
}

/** The snapshot with some bytes changed and, as a faulty writer would leave it, a sum that fits. */
function resealed(change: (bytes: Buffer) => void): Buffer {
  const bytes = tinySnapshot();
  change(bytes);
  createHash("sha256")
    .update(bytes.subarray(0, -32))
    .digest()
    .copy(bytes, bytes.length - 32);
  return bytes;
}

it("opens a whole snapshot and knows its name", () => {
  writeFileSync(file, tinySnapshot());
  expect(openFeatureStore("tiny", file)).toMatchObject({ name: "tiny", synthetic: false });
});

it("says that there is no file", () => {
  expect(complaint()).toContain("found no such file");
});

it("says that a folder cannot be read", () => {
  mkdirSync(file);
  expect(complaint()).toContain("found one that cannot be read (EISDIR)");
});

it.each([
  { what: "nothing", bytes: Buffer.alloc(0), found: "found 0 bytes of something else" },
  { what: "a text", bytes: Buffer.from("version https://git-lfs"), found: "starts with FEATSTOR" },
  { what: "a header cut short", bytes: tinySnapshot().subarray(0, 50), found: "found 50:" },
])("refuses $what", ({ bytes, found }) => {
  expect(complaint(bytes)).toContain(found);
});

it("refuses another format before anything else in it", () => {
  const bytes = tinySnapshot();
  bytes.writeUInt32LE(2, 8);
  expect(complaint(bytes)).toContain("have snapshot format 1, found format 2");
});

it("refuses a file cut short or grown", () => {
  const { length } = tinySnapshot();
  const says = (found: number) => `have ${length} bytes, as its header says, found ${found}:`;
  expect(complaint(tinySnapshot().subarray(0, -1))).toContain(says(length - 1));
  expect(complaint(Buffer.concat([tinySnapshot(), Buffer.alloc(7)]))).toContain(says(length + 7));
});

it("refuses one changed bit anywhere", () => {
  const { length } = tinySnapshot();
  for (let at = 0; at < length; at += 1) {
    const bytes = tinySnapshot();
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    expect(complaint(bytes)).toMatch(/FEATSTOR|format|bytes|sha256/);
  }
});

it("refuses another store than the model names", () => {
  expect(complaint(tinySnapshot(), "movielens-100k")).toContain(
    "have the store name movielens-100k, found tiny:",
  );
});

it.each([
  { what: "another number of genres", at: 28, says: "a number of genres of 18, found 7" },
  { what: "another number of occupations", at: 32, says: "a number of occupations of 21, found 7" },
  { what: "more users than rows", at: 20, says: /for 7 users and 3 movies the size \d+, found/ },
  { what: "a gender that is none", at: 68, says: "number each gender below 2, found 7" },
])("refuses $what even where the sum fits", ({ at, says }) => {
  const bytes = resealed((changed) => {
    changed[at] = 7;
  });
  expect(complaint(bytes)).toMatch(says);
});
