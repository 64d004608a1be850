import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newestChange } from "./newest-change.ts";

describe.skipIf(process.platform === "win32")("newestChange", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "workshop-newest-"));
    await mkdir(path.join(folder, "inside"));
    file = path.join(folder, "inside", "a.ts");
    await writeFile(file, "a");
    await sleep(20);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("stays the same where nothing changes", () => {
    expect(newestChange(folder)).toEqual(newestChange(folder));
  });

  it("names a file that was changed and put back, times and all", async () => {
    const before = newestChange(folder);
    await writeFile(file, "b");
    await writeFile(file, "a");
    await utimes(file, new Date(0), new Date(0));
    const after = newestChange(folder);
    expect(after.file).toBe(file);
    expect(after.at).toBeGreaterThan(before.at);
  });

  it("notices a file that was added or taken out", async () => {
    const before = newestChange(folder);
    await writeFile(path.join(folder, "inside", "b.ts"), "");
    const added = newestChange(folder);
    expect(added.files).toBe(before.files + 1);
    await sleep(20);
    await rm(path.join(folder, "inside", "b.ts"));
    expect(newestChange(folder).at).toBeGreaterThan(added.at);
  });

  it("overlooks the caches of tools", async () => {
    const before = newestChange(path.join(folder, "inside"));
    await mkdir(path.join(folder, "inside", ".vite"));
    await writeFile(path.join(folder, "inside", ".vite", "x"), "");
    expect(newestChange(path.join(folder, "inside"))).toEqual(before);
  });
});
