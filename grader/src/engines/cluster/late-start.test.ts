import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { lateStart } from "./late-start.ts";

const run = promisify(execFile);
const first = readFileSync("/proc/1/stat", "latin1").split(") ").at(-1)?.split(" ")[19];
const age = () => uptime() - Number(first) / 100;

async function startedAt(seconds: number, options = ""): Promise<{ age: number; heap: string }> {
  const env = { ...process.env, NODE_OPTIONS: lateStart(seconds, options) };
  const script = "console.log(require('v8').getHeapStatistics().heap_size_limit)";
  const { stdout } = await run(process.execPath, ["-e", script], { env });
  return { age: age(), heap: stdout.trim() };
}

it("holds a process back until the first one is old enough, and keeps its options", async () => {
  const until = age() + 1.5;
  const plain = await startedAt(until);
  expect(plain.age).toBeGreaterThanOrEqual(until);
  const small = await startedAt(until, "--max-old-space-size=64");
  expect(Number(small.heap)).toBeLessThan(Number(plain.heap));
});

it("holds no process that comes later", { timeout: 60_000 }, async () => {
  const seconds = age() - 1;
  const began = performance.now();
  await startedAt(seconds);
  expect((performance.now() - began) / 1000).toBeLessThan(seconds);
});
