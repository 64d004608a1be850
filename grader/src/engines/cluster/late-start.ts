/**
 * Holds every node process of a container back until the container's first process is that old. A
 * process that comes later, such as that of a probe, is not held.
 */
const HOLD = `
import { readFileSync } from "node:fs";
import { uptime } from "node:os";
const TICKS_PER_SECOND = 100;
function age() {
  try {
    const fields = readFileSync("/proc/1/stat", "latin1").split(") ").at(-1).split(" ");
    return uptime() - Number(fields[19]) / TICKS_PER_SECOND;
  } catch {
    return process.uptime();
  }
}
await new Promise((resolve) => setTimeout(resolve, Math.max(0, SECONDS - age()) * 1000));
`;

/**
 * A value of NODE_OPTIONS, beside those that a container has, with which its API comes up that much
 * later: it listens nowhere meanwhile, as one whose model is being loaded from a slow disk.
 */
export function lateStart(seconds: number, options: string): string {
  const code = encodeURIComponent(HOLD.replace("SECONDS", String(seconds)));
  return `${options} --import=data:text/javascript,${code}`.trim();
}
