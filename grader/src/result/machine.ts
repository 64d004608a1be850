import os from "node:os";
import process from "node:process";
import type { Result } from "./result.ts";

/** What a result was measured on. */
export function machine(): Result["machine"] {
  const cpus = os.cpus();
  return {
    platform: `${os.platform()} ${os.arch()} ${os.release()}`,
    cpus: Math.max(1, cpus.length),
    cpuModel: cpus[0]?.model.trim() ?? "unknown",
    memoryBytes: os.totalmem(),
    node: process.versions.node,
  };
}
