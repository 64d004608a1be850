import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

/** Ends a process group; false where it is gone. */
export function killGroup(pid: number): boolean {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** Whether a process with this id runs; one that has ended and was not waited for does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return process.platform !== "linux";
  }
}

/**
 * Ids of the processes that were started with these variables: how children are found that have
 * left their process group. Empty where the system has no /proc.
 */
export function withEnvironment(variables: Readonly<Record<string, string>>): number[] {
  const wanted = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return processIds().filter((pid) => {
    const found = environmentOf(pid);
    return pid !== process.pid && wanted.every((each) => found.has(each));
  });
}

function processIds(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): Set<string> {
  try {
    return new Set(readFileSync(`/proc/${pid}/environ`, "utf8").split("\0"));
  } catch {
    return new Set();
  }
}

/** Ends every process with these variables, those included that are started meanwhile. */
export function killWithEnvironment(variables: Readonly<Record<string, string>>): number {
  let ended = 0;
  for (let round = 0; round < 50; round += 1) {
    const found = withEnvironment(variables);
    if (found.length === 0) break;
    for (const pid of found) {
      try {
        process.kill(pid, "SIGKILL");
        ended += 1;
      } catch {
        // It ended by itself.
      }
    }
  }
  return ended;
}
