import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "./lock.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-lock-"));
  file = path.join(folder, "lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("lets one at a time in", async () => {
  let inside = 0;
  let most = 0;
  const action = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(5);
    inside -= 1;
  };
  await Promise.all([1, 2, 3, 4].map(() => withLock(file, action)));
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

it("is released when the action fails", async () => {
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(file, async () => "in")).toBe("in");
});

it("says what to do about one that was left behind, and leaves it", async () => {
  await writeFile(file, "");
  const attempt = withLock(file, async () => "in", 50);
  await expect(attempt).rejects.toThrow(`found ${file}. If no other command is running`);
  expect(existsSync(file)).toBe(true);
});
