import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ApiSession } from "./api-session.ts";

/** An API that tells where its compiled modules are kept. */
const SERVER = `
import http from "node:http";
const answer = (_, response) => response.end(process.env.NODE_COMPILE_CACHE);
http.createServer(answer).listen(process.env.PORT, process.env.HOST);
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-session-test-"));
  await writeFile(path.join(folder, "server.mjs"), SERVER);
  await writeFile(
    path.join(folder, "package.json"),
    JSON.stringify({ scripts: { start: "node server.mjs" } }),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function cachesOfOneGrading(): Promise<Record<"first" | "second" | "reference", string>> {
  const session = new ApiSession({ folder, reference: folder, seed: 1 });
  const { context, close } = session.context(new AbortController().signal);
  const told = async ({ url }: { url: string }) => (await fetch(url)).text();
  try {
    const caches = {
      first: await told(await context.start()),
      second: await told(await context.start()),
      reference: await told(await context.startReference()),
    };
    for (const cache of Object.values(caches)) expect(existsSync(cache)).toBe(true);
    return caches;
  } finally {
    await close();
    await session.close();
  }
}

it("keeps compiled modules between starts of one API, and for nobody else", async () => {
  const one = await cachesOfOneGrading();
  const next = await cachesOfOneGrading();
  expect(one.second).toBe(one.first);
  expect(new Set([one.first, one.reference, next.first, next.reference]).size).toBe(4);
  for (const cache of [...Object.values(one), ...Object.values(next)]) {
    expect(existsSync(cache)).toBe(false);
  }
});
