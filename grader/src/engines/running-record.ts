import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { z } from "zod";
import { STATE } from "../course/root.ts";
import { killFamily } from "./family.ts";
import { isAlive, killWithEnvironment, withEnvironment } from "./processes.ts";

const FOLDER = path.join(STATE, "running");

/**
 * What a record may hold. A submission can write one too: marks that many processes have would end
 * them all.
 */
const Running = z.strictObject({
  grader: z.int().positive(),
  marks: z.strictObject({ HOST: z.literal("127.0.0.1"), PORT: z.string().regex(/^\d{4,5}$/) }),
});
type Running = z.infer<typeof Running>;

/** Notes a child process, so that the next run can end it if this one is killed. */
export function remember(pid: number, marks: Running["marks"]): void {
  try {
    mkdirSync(FOLDER, { recursive: true });
    const running: Running = { grader: process.pid, marks };
    writeFileSync(path.join(FOLDER, `${pid}.json`), JSON.stringify(running));
  } catch {
    // A read-only checkout can be graded too; only the sweep after a crash is lost.
  }
}

export function forget(pid: number): void {
  try {
    rmSync(path.join(FOLDER, `${pid}.json`), { force: true });
  } catch {
    // What could not be noted cannot be taken away either.
  }
}

/** Ends what graders that were killed have left running. Returns how many submissions that was. */
export function sweep(): number {
  let swept = 0;
  for (const { pid, running } of records()) {
    if (running && isAlive(running.grader)) continue;
    // The id may be somebody else's by now; the variables tell.
    if (running && withEnvironment(running.marks).length > 0) {
      if (withEnvironment(running.marks).includes(pid)) killFamily(pid);
      killWithEnvironment(running.marks);
      swept += 1;
    }
    forget(pid);
  }
  return swept;
}

function records(): { pid: number; running: Running | undefined }[] {
  let names: string[];
  try {
    names = readdirSync(FOLDER);
  } catch {
    return [];
  }
  return names.map((name) => ({ pid: Number.parseInt(name, 10), running: read(name) }));
}

function read(name: string): Running | undefined {
  try {
    return parseRecord(readFileSync(path.join(FOLDER, name), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Reads a record's text.
 * @throws Error where it is none.
 */
export function parseRecord(text: string): Running {
  return Running.parse(JSON.parse(text));
}
