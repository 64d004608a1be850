import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ContractFailure } from "@workshop/serving/http-contract";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CheckContext } from "../checks/context.ts";
import { EXERCISES, type Exercise } from "../course/exercises.ts";
import { grade } from "../grade/grade.ts";
import { sessionFor } from "../grade/session.ts";
import type { Result } from "../result/result.ts";
import { sampleCheck } from "../testing/sample-check.ts";
import { AppliedRounds } from "./applied-rounds.ts";

/** What a save writes: a comment changes nothing of what is applied. */
interface Saved {
  readonly comment?: string;
  readonly files?: readonly string[];
  readonly applied?: string;
  readonly broken?: readonly string[];
}

let folder = "";
let ran: string[] = [];
let said: string[] = [];
let reports: Result[] = [];
let kept: { result: Result; last: boolean }[] = [];
let rounds: AppliedRounds;
const never = new AbortController().signal;

const readSaved = async () =>
  JSON.parse(await readFile(path.join(folder, "saved.json"), "utf8")) as Saved;

/** It fails where the submission lists it. */
function check(id: string, dear: boolean, step: number, after: readonly string[] = []) {
  return sampleCheck(id, {
    step,
    after,
    ...(dear && { dear }),
    async run() {
      ran.push(id);
      const { files = [], broken = [] } = await readSaved();
      if ([...files, ...broken].includes(id)) throw new ContractFailure("another", id);
      return undefined;
    },
  });
}

const CHECKS = [
  check("renders", false, 1),
  check("up", true, 1, ["renders"]),
  check("probes", false, 2, ["renders"]),
  check("frozen", true, 2, ["up", "probes"]),
  check("seen", true, 3, ["up"]),
];

async function save(saved: Saved): Promise<void> {
  await writeFile(path.join(folder, "saved.json"), JSON.stringify(saved));
  ran = [];
  said = [];
  reports = [];
  kept = [];
  await rounds.saved(never);
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-watch-"));
  const [first] = EXERCISES;
  if (!first) throw new Error("There is no exercise.");
  const exercise: Exercise = {
    ...first,
    checks: CHECKS,
    concurrency: 1,
    open: async () =>
      sessionFor(CHECKS, {
        context: () => ({ context: {} as CheckContext, close: async () => {} }),
        output: () => [],
        close: async () => {},
      }),
  };
  const grading = {
    grade: (signal: AbortSignal, asked: { underLoad: boolean }) =>
      grade({ exercise, folder, seed: 1, signal, ...asked }),
    keep: async (result: Result, last: boolean) => void kept.push({ result, last }),
    report: (result: Result) => void reports.push(result),
  };
  rounds = new AppliedRounds({ exercise, out: (text) => said.push(text) }, grading, async () => {
    const { applied = "", broken = [] } = await readSaved();
    return `${applied} ${broken.join()}`;
  });
});
afterEach(() => rm(folder, { recursive: true }));

const FILES = ["renders", "probes"];
const verdicts = (result: Result | undefined) =>
  Object.fromEntries(result?.checks.map(({ id, verdict }) => [id, verdict]) ?? []);

it("reports what reads files before anything runs on the cluster", async () => {
  await save({});
  expect(ran.slice(0, 2)).toEqual(FILES);
  expect(verdicts(reports[0])).toMatchObject({ renders: "passed", up: "not run", seen: "not run" });
  expect(reports[0]?.judged).toBe(2);
});

it("goes on step by step to the first that fails", async () => {
  await save({ broken: ["frozen"] });
  expect(ran).toEqual([...FILES, "up", "frozen"]);
  expect(verdicts(reports.at(-1))).toMatchObject({ frozen: "failed", seen: "not run" });
  await save({});
  expect(ran).toEqual([...FILES, "frozen", "seen", "up"]);
  expect(reports.at(-1)?.score).toBe(5);
});

it("runs nothing on the cluster after a save that applies the same", async () => {
  await save({ broken: ["frozen"] });
  await save({ broken: ["frozen"], comment: "other words" });
  expect(ran).toEqual(FILES);
  expect(said.join("")).toContain("What is applied is as before");
  expect(verdicts(reports[0])).toMatchObject({ up: "passed", frozen: "failed" });
});

it("waits for the files of a step, and forgets no verdict meanwhile", async () => {
  await save({});
  await save({ files: ["renders"], applied: "nothing renders" });
  expect(ran).toEqual(["renders"]);
  expect(said.join("")).toContain("nothing is run before the files of this step pass");
  expect(verdicts(reports[0])).toMatchObject({ up: "skipped", seen: "skipped" });
  await save({});
  expect(ran).toEqual(FILES);
  expect(reports[0]?.score).toBe(5);
});

it("counts no verdict of what was applied before", async () => {
  await save({ broken: ["seen"] });
  await save({ broken: ["seen"], applied: "another" });
  expect(ran).toEqual([...FILES, "seen"]);
  expect(said.at(-1)).toMatch(/^Passed before the last change.*: up, frozen\.\n$/);
  expect(kept.at(-1)?.last).toBe(false);
  expect(kept.at(-1)?.result.checks.map(({ id }) => id)).toEqual(["renders", "probes", "seen"]);
  expect(kept.at(-1)?.result.score).toBe(2);
});

it("runs everything where it is asked to", async () => {
  await save({});
  ran = [];
  await rounds.all(never);
  expect(ran).toEqual([...FILES, "up", "frozen", "seen"]);
});
