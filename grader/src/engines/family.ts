import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

const ROUNDS = 20;

/**
 * Ends a process with all its descendants, whatever group, session or environment they are in. They
 * are halted first, so that none starts another meanwhile. Orphans of a parent that has ended
 * before are not found.
 */
export function killFamily(pid: number): void {
  const halted = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const news = familyOf(pid).filter((each) => !halted.has(each));
    if (news.length === 0) break;
    for (const each of news) {
      send(each, "SIGSTOP");
      halted.add(each);
    }
  }
  for (const each of halted) send(each, "SIGKILL");
}

/** The process, its children, theirs and so on. */
export function familyOf(pid: number): number[] {
  const children = Map.groupBy(processes(), ({ parent }) => parent);
  const family = [pid];
  for (const each of family) {
    for (const { id } of children.get(each) ?? []) family.push(id);
  }
  return family;
}

interface Process {
  id: number;
  parent: number;
}

function processes(): Process[] {
  try {
    const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return ids.flatMap((id) => fromProc(id) ?? []);
  } catch {
    return fromPs();
  }
}

/** The name of a process, in brackets, may hold brackets and spaces of its own. */
function fromProc(id: string): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "latin1");
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ", 2);
    return { id: Number(id), parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Systems without /proc, such as macOS. */
export function fromPs(): Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [id, parent] = line.trim().split(/\s+/).map(Number);
    return id && parent !== undefined ? [{ id, parent }] : [];
  });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
