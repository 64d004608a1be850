import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HeldFile, holdFile } from "./held-file.ts";

const BYTES = Buffer.alloc(300_000, "held ");

describe.skipIf(process.platform === "win32")("holdFile", () => {
  let folder: string;
  let file: string;
  let held: HeldFile;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "workshop-held-"));
    file = path.join(folder, "model.txt");
    await writeFile(file, BYTES);
    held = await holdFile(file, path.join(folder, "pipe"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("makes a reader wait, then gives it every byte, and those who come later too", async () => {
    let read = false;
    const reading = readFile(file).then((bytes) => {
      read = true;
      return bytes;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(read).toBe(false);
    await held.release(AbortSignal.timeout(5000));
    expect(BYTES.equals(await reading)).toBe(true);
    expect(BYTES.equals(await readFile(file))).toBe(true);
  });

  it("waits for nobody where nobody reads", async () => {
    await held.release(AbortSignal.timeout(50));
    expect(BYTES.equals(await readFile(file))).toBe(true);
  });
});
