import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ROOT } from "./course/root.ts";

const run = promisify(execFile);
const OWN = `${process.platform}/${process.arch}`;

/** The platforms that are left when a checkout with these has run its first command. */
async function left(platforms: readonly string[]): Promise<string[]> {
  const root = await mkdtemp(path.join(os.tmpdir(), "own-platform-"));
  try {
    for (const file of ["launch.js", "own-platform.js", "package.json"]) {
      await cp(path.join(ROOT, "grader", file), path.join(root, "grader", file));
    }
    await writeFile(path.join(root, "command.ts"), 'process.stdout.write("ran");');
    const libraries = path.join(root, "node_modules/onnxruntime-node/bin/napi-v6");
    for (const platform of platforms) {
      await mkdir(path.join(libraries, platform), { recursive: true });
      await writeFile(path.join(libraries, platform, "library"), "");
    }
    const command = [path.join(root, "grader/launch.js"), path.join(root, "command.ts")];
    expect(await run(process.execPath, command)).toEqual({ stdout: "ran", stderr: "" });
    const files = await readdir(root, { recursive: true, withFileTypes: true });
    return files
      .filter(({ name }) => name === "library")
      .map(({ parentPath }) => path.relative(libraries, parentPath).replaceAll(path.sep, "/"))
      .toSorted();
  } finally {
    await rm(root, { recursive: true });
  }
}

it("keeps ONNX Runtime's libraries for this platform and no other's", async () => {
  expect(await left([OWN, "plan9/x64", `${process.platform}/mips`])).toEqual([OWN]);
});

it("keeps all where none is for this platform, and runs where there are none", async () => {
  expect(await left(["plan9/mips", "plan9/x64"])).toEqual(["plan9/mips", "plan9/x64"]);
  expect(await left([])).toEqual([]);
});
