import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const FAST_START = pathToFileURL(path.join(import.meta.dirname, "fast-start.js")).href;
/** A server that tells when something compiled is kept. */
const SERVER = `
import fs from "node:fs";
setInterval(() => {
  const kept = fs.readdirSync(process.env.NODE_COMPILE_CACHE, { recursive: true });
  if (kept.length > 1) process.stdout.write("kept");
}, 20);
`;

it("keeps compiled modules of a server that is killed", { timeout: 20_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-fast-start-test-"));
  const cache = path.join(folder, "cache");
  try {
    await writeFile(path.join(folder, "server.mjs"), SERVER);
    const server = spawn(process.execPath, ["--import", FAST_START, "server.mjs"], {
      cwd: folder,
      env: { NODE_COMPILE_CACHE: cache },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(server, "exit");
    await Promise.race([once(server.stdout, "data"), ended]);
    server.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect((await readdir(cache, { recursive: true })).length).toBeGreaterThan(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
