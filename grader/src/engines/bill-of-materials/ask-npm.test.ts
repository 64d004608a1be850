import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askNpm } from "./ask-npm.ts";

const NEVER = new AbortController().signal;
let folder = "";

/** A command in npm's place. */
async function npmIs(script: string): Promise<void> {
  const file = path.join(folder, "npm");
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  vi.stubEnv("PATH", `${folder}${path.delimiter}${process.env.PATH}`);
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-npm-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === "win32")("askNpm", () => {
  it("tells what a registry knows", async () => {
    const via =
      '{"name":"p","title":"t","url":"https://a.example/GHSA-c","severity":"low","range":"*"}';
    await npmIs(`echo '{"vulnerabilities":{"p":{"via":[${via}]}}}'; exit 1`);
    expect(await askNpm(NEVER)).toMatchObject([{ id: "GHSA-c", severity: "low" }]);
  });

  it("says nothing where npm reports an error, is late, or is not there", async () => {
    await npmIs(`echo '{"message":"request failed","error":{}}'; exit 1`);
    expect(await askNpm(NEVER)).toBeUndefined();
    await npmIs(`echo '{"vulnerabilities":{}}'; sleep 12`);
    const start = performance.now();
    expect(await askNpm(NEVER, { deadlineMs: 300 })).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(10_000);
    vi.stubEnv("PATH", folder);
    await rm(path.join(folder, "npm"));
    expect(await askNpm(NEVER)).toBeUndefined();
  });
});
