import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestOf, digestWithTimes, filesOf } from "./folder-digest.ts";

describe("the digest of a folder", () => {
  let base: string;
  let folder: string;
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), "workshop-digest-"));
    folder = path.join(base, "folder");
    await mkdir(path.join(folder, "src"), { recursive: true });
    await writeFile(path.join(folder, "src", "a.ts"), "one");
    await writeFile(path.join(base, "outside.txt"), "outside");
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  it("changes with a byte, a name and a new file, and not with what npm and git keep", async () => {
    const first = await digestOf(folder);
    await mkdir(path.join(folder, "node_modules"));
    await writeFile(path.join(folder, "node_modules", "x.js"), "x");
    expect(await digestOf(folder)).toBe(first);
    await writeFile(path.join(folder, "src", "a.ts"), "two");
    const second = await digestOf(folder);
    expect(second).not.toBe(first);
    await writeFile(path.join(folder, "b.ts"), "");
    expect(await digestOf(folder)).not.toBe(second);
    expect(await filesOf(folder)).toEqual(["b.ts", "src/a.ts"]);
  });

  it("follows no link: not out of the folder, not in a circle, not into a device", async () => {
    const links: [string, string][] = [
      ["out", path.join(base, "outside.txt")],
      ["circle", folder],
      ["zero", "/dev/zero"],
      ["nowhere", path.join(base, "nothing")],
    ];
    const without = await digestOf(folder);
    for (const [name, to] of links) await symlink(to, path.join(folder, name), "file");
    const first = await digestOf(folder);
    expect(first).not.toBe(without);
    await writeFile(path.join(base, "outside.txt"), "changed");
    expect(await digestOf(folder)).toBe(first);
    expect(await filesOf(folder)).toEqual(["src/a.ts"]);
  });

  it("with times shows a file that was changed and put back, its times included", async () => {
    const file = path.join(folder, "src", "a.ts");
    const old = new Date(2020, 1, 1);
    await utimes(file, old, old);
    const [plain, timed] = [await digestOf(folder), await digestWithTimes(folder)];
    expect(await digestWithTimes(folder)).toBe(timed);
    await writeFile(file, "two");
    await writeFile(file, "one");
    expect(await digestOf(folder)).toBe(plain);
    expect(await digestWithTimes(folder)).not.toBe(timed);
    await utimes(file, old, old);
    if (process.platform === "linux") expect(await digestWithTimes(folder)).not.toBe(timed);
  });
});
