import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import os from "node:os";
import process from "node:process";
import { isAlive } from "../processes.ts";

/** Begins the name of everything a run makes: image tags, compose projects. */
export const PREFIX = "workshop-run-";

const PATTERN = /^(\d+)-([0-9a-z]+)-([0-9a-f]{8})$/;
/** Where the system does not tell when a process began. */
const UNKNOWN = "0";

/**
 * Names a run so that any later one can tell whether its owner still runs: the process's id, when
 * it began, and something random.
 */
export function newRunId(pid = process.pid): string {
  return `${pid}-${startOf(pid)}-${randomBytes(4).toString("hex")}`;
}

/** Whether the process that a run belongs to is still there. False for what is no run's id. */
export function ownerRuns(run: string): boolean {
  const [, pid, start] = PATTERN.exec(run) ?? [];
  if (!pid || !isAlive(Number(pid))) return false;
  const now = startOf(Number(pid));
  return now === UNKNOWN || start === UNKNOWN || now === start;
}

/** The ids of runs that a text names. */
export function runsNamedIn(text: string): string[] {
  const names = text.matchAll(new RegExp(`${PREFIX}(\\d+-[0-9a-z]+-[0-9a-f]{8})`, "g"));
  return [...names].map(([, id = ""]) => id);
}

/** The labels of everything a run makes. */
export function labelsOf(run: string): Record<string, string> {
  const [, pid = "", start = ""] = PATTERN.exec(run) ?? [];
  return {
    "workshop.run": run,
    "workshop.owner": pid,
    "workshop.started": start,
    "workshop.host": os.hostname(),
  };
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? UNKNOWN;
    return Number(ticks).toString(36);
  } catch {
    const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    const at = Date.parse((stdout ?? "").trim());
    return Number.isNaN(at) ? UNKNOWN : (at / 1000).toString(36);
  }
}
