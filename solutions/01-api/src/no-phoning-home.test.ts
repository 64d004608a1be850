import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const WATCHED = "trace=%network,open,openat,creat,mkdir,mkdirat,rename,renameat2";

/** An empty network namespace keeps the control run from sending anything anywhere. */
const straced = hasCommand("strace", "-V") && hasCommand("unshare", "-rn", "strace", "-V");

/** Opens a model by ONNX Runtime with nothing of ours in front of it. */
const UNGUARDED = `
import { createRequire } from "node:module";
const ort = createRequire("${ROOT}/shared/package.json")("onnxruntime-node");
await ort.InferenceSession.create("${ROOT}/models/releases/v1.1.0/model.onnx");
`;

/** The server, one prediction, and an orderly end. */
const SERVER = `
import { once } from "node:events";
import { spawnSync } from "node:child_process";
spawnSync("ip", ["link", "set", "lo", "up"]);
await import("${ROOT}/solutions/01-api/src/server.ts");
for (let attempt = 0; ; attempt += 1) {
  const answer = await fetch("http://127.0.0.1:" + process.env.PORT + "/predict", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"user_id":259,"movie_id":298}',
  }).catch(() => undefined);
  if (answer?.status === 200) break;
  if (attempt > 100) process.exit(3);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
process.kill(process.pid, "SIGTERM");
`;

describe("a server with ONNX Runtime", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "workshop-trace-"));
    mkdirSync(path.join(folder, "home"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function trace(script: string): Promise<string[]> {
    const file = path.join(folder, "trace");
    const main = path.join(folder, "main.mjs");
    writeFileSync(main, script);
    const child = spawn(
      "unshare",
      [...["-rn", "strace", "-f", "-qq", "-o", file, "-e", WATCHED], ...[process.execPath, main]],
      {
        cwd: ROOT,
        stdio: ["ignore", "ignore", "inherit"],
        env: {
          PATH: process.env.PATH,
          HOME: path.join(folder, "home"),
          ENGINE: "onnx",
          PORT: "18765",
          LOG_LEVEL: "warn",
        },
      },
    );
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    return readFileSync(file, "utf8").split("\n");
  }

  /** System calls that look something up, talk to another host, or write where they should not. */
  function suspicious(lines: readonly string[]): string[] {
    return lines.filter((line) => {
      // Reading resolv.conf is how Node starts; a look-up would speak to port 53, wherever it is.
      if (/\b(connect|sendto|sendmsg|sendmmsg)\(.*AF_INET6?/.test(line)) {
        return !/127\.0\.0\.1/.test(line) || /htons\(53\)/.test(line);
      }
      const writes = /O_(WRONLY|RDWR|CREAT)|\b(mkdir|mkdirat|creat|rename)/.test(line);
      if (!writes) return false;
      const target = /"([^"]*)"/.exec(line)?.[1] ?? "";
      if (target.startsWith(path.join(folder, "home"))) return true;
      return (
        !/^(\/dev\/|\/proc\/)/.test(target) &&
        !target.startsWith(ROOT) &&
        !target.startsWith(tmpdir())
      );
    });
  }

  it("looks nothing up, connects nowhere, and writes outside neither project nor temp folder", async (context) => {
    requireEngine(context, "strace", straced);
    expect(suspicious(await trace(SERVER))).toEqual([]);
  });

  it("would be caught without the switch", async (context) => {
    requireEngine(context, "strace", straced);
    expect(suspicious(await trace(UNGUARDED)).length).toBeGreaterThan(0);
  });
});
