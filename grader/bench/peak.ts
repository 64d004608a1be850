import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import autocannon from "autocannon";
import { pin } from "../src/engines/process.ts";

const run = promisify(execFile);
const hasWrk = spawnSync("wrk", ["--version"], { stdio: "ignore" }).error === undefined;

export interface PeakOptions {
  url: string;
  body: string;
  connections: number;
  seconds: number;
}

/** The tool that measures peaks here: wrk costs the client less, so it is preferred. */
export const PEAK_TOOL = hasWrk ? "wrk" : "autocannon";

/** Requests a second of a closed loop with this many connections. */
export function peak(options: PeakOptions): Promise<number> {
  return hasWrk ? peakByWrk(options) : peakByAutocannon(options);
}

async function peakByWrk({ url, body, connections, seconds }: PeakOptions): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), "workshop-bench-"));
  try {
    const script = path.join(folder, "post.lua");
    writeFileSync(
      script,
      `wrk.method = "POST"\nwrk.headers["content-type"] = "application/json"\nwrk.body = ${JSON.stringify(body)}\n`,
    );
    const [command = "", ...args] = [
      ...pin(1),
      "wrk",
      ...["--threads", "1", "--connections", String(connections)],
      ...["--duration", `${Math.ceil(seconds)}s`, "--script", script, url],
    ];
    const { stdout } = await run(command, args);
    if (/Non-2xx/.test(stdout)) throw new Error(`the server refused requests:\n${stdout}`);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function peakByAutocannon({ url, body, connections, seconds }: PeakOptions): Promise<number> {
  const headers = { "content-type": "application/json" };
  const result = await autocannon({
    url,
    method: "POST",
    headers,
    body,
    connections,
    duration: seconds,
  });
  const answered = result["2xx"];
  if (result.non2xx > answered / 100) {
    throw new Error(`the server refused ${result.non2xx} of ${answered + result.non2xx} requests`);
  }
  return answered / result.duration;
}
