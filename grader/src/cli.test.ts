import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ROOT } from "./course/root.ts";

const run = promisify(execFile);

const HOOK = `
import { registerHooks } from "node:module";
import process from "node:process";
const packages = new Set();
registerHooks({
  load(url, context, next) {
    const [, name] = /node_modules[/]((?:@[^/]+[/])?[^/]+)/.exec(url) ?? [];
    if (name) packages.add(name);
    return next(url, context);
  },
});
process.on("exit", () => process.stderr.write([...packages].join(" ")));
`;

it("loads no library of an engine for commands that need none", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "cli-"));
  try {
    const hook = path.join(folder, "hook.mjs");
    await writeFile(hook, HOOK);
    const command = ["grader/launch.js", "grader/src/cli.ts", "exercise"];
    const { stdout, stderr } = await run(
      process.execPath,
      ["--import", pathToFileURL(hook).href, ...command],
      { cwd: ROOT },
    );
    expect(stdout).toContain("Build the prediction API");
    const loaded = stderr.split(" ");
    expect(loaded).toContain("zod");
    for (const heavy of ["@kubernetes/client-node", "testcontainers", "dockerode", "autocannon"]) {
      expect(loaded).not.toContain(heavy);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
