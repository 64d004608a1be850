import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiDidNotStart, answers } from "./answers.ts";
import { startApi } from "./process.ts";
import { isAlive } from "./processes.ts";

const SERVER = `
import http from "node:http";
import { spawn } from "node:child_process";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
http.createServer((request, response) => {
  response.end(JSON.stringify({ child: child.pid, env: process.env }));
}).listen(process.env.PORT, process.env.HOST);
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-process-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(script: string) {
  await writeFile(path.join(folder, "main.mjs"), script);
  return startApi({ folder, script: "main.mjs" });
}

describe("startApi", () => {
  it("gives a port of its own and a scrubbed environment, and ends children that left the group", async () => {
    process.env.WORKSHOP_SECRET_OF_MINE = "x";
    const api = await start(SERVER);
    try {
      await answers(api, "/");
      const { child, env } = (await (await fetch(api.url)).json()) as {
        child: number;
        env: Record<string, string>;
      };
      expect(env.PORT).toBe(String(api.port));
      expect(Object.keys(env).filter((name) => /WORKSHOP|VITEST|npm_/i.test(name))).toEqual([]);
      expect(isAlive(child)).toBe(true);
      await api.stop();
      await sleep(50);
      if (process.platform === "linux") expect(isAlive(child)).toBe(false);
      expect(api.pid !== undefined && isAlive(api.pid)).toBe(false);
    } finally {
      delete process.env.WORKSHOP_SECRET_OF_MINE;
      await api.stop();
    }
  });

  it("keeps the last 50 lines, however much is printed", async () => {
    const api = await start('for (let i = 0; i < 20000; i++) console.log("line " + i);');
    await api.exited;
    await sleep(50);
    expect(api.output()).toHaveLength(50);
    expect(api.output().at(-1)).toBe("line 19999");
    await api.stop();
  });

  it("tells how the process ended where it never answered", async () => {
    const api = await start('console.error("no config"); process.exit(7);');
    const failure = await answers(api, "/", 10_000).catch((error: unknown) => error);
    await api.stop();
    expect(failure).toBeInstanceOf(ApiDidNotStart);
    expect(failure).toMatchObject({ received: "the process ended with exit code 7" });
    expect((failure as ApiDidNotStart).output).toContain("no config");
  });

  it("tells what was seen last where nothing listens", async () => {
    const api = await start("setInterval(() => {}, 1000);");
    const failure = await answers(api, "/", 300).catch((error: unknown) => error);
    await api.stop();
    expect(failure).toMatchObject({ received: "ECONNREFUSED" });
  });
});
