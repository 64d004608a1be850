import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../processes.ts";
import { ownerRuns, runsNamedIn } from "./run-id.ts";

const GONE_MS = 5000;

/**
 * Ends docker commands of runs whose owner is gone: a build that goes on would make an image after
 * the sweep. They are told by the names in their arguments. Returns how many that was.
 */
export async function endOrphans(): Promise<number> {
  const orphans = commands().filter(({ words }) => {
    const runs = runsNamedIn(words);
    return /docker/.test(words) && runs.length > 0 && !runs.some(ownerRuns);
  });
  for (const { pid } of orphans) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
  const end = performance.now() + GONE_MS;
  while (performance.now() < end && orphans.some(({ pid }) => isAlive(pid))) await sleep(20);
  return orphans.length;
}

interface Command {
  pid: number;
  words: string;
}

function commands(): Command[] {
  try {
    const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return ids.flatMap((id) => {
      const words = wordsOf(id);
      return words ? [{ pid: Number(id), words }] : [];
    });
  } catch {
    const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8" });
    return (stdout ?? "").split("\n").flatMap((line) => {
      const [, pid, words = ""] = /^\s*(\d+) (.*)/.exec(line) ?? [];
      return pid ? [{ pid: Number(pid), words }] : [];
    });
  }
}

function wordsOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
