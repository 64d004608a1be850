import type { AnyCheck } from "../checks/check.ts";
import { type Exercise, folderOf } from "../course/exercises.ts";
import type { EngineName } from "../engines/engine.ts";
import type { Missing } from "../engines/missing.ts";
import { missingEngines } from "../engines/missing-engines.ts";
import { machine } from "../result/machine.ts";
import type { CheckResult, Result } from "../result/result.ts";
import type { Judgement } from "../verdict/judge.ts";
import { type Judged, runChecks } from "../verdict/run-checks.ts";
import { isJudged } from "../verdict/verdict.ts";
import { changedSince, guardFiles } from "./guarded-files.ts";
import { printable } from "./printable.ts";
import { describeSubmission } from "./submission.ts";

export interface GradeOptions {
  exercise: Exercise;
  /** The submission's folder. */
  folder: string;
  seed: number;
  /** Ids of the checks to run; the others are left out of the result. */
  only?: ReadonlySet<string>;
  /** False leaves out what could be told from files where an engine is missing. */
  byFiles?: boolean;
  /** False leaves the checks under load out, as `not run`. */
  underLoad: boolean;
  /** Why they are left out, where that is not the user's wish. */
  leftOut?: { reason: string; cure: string };
  /** What is known of a check; asked when its turn comes, and then it is not run. */
  kept?: (check: AnyCheck) => Judged | undefined;
  signal: AbortSignal;
  onStart?: (check: AnyCheck) => void;
  onEnd?: (judged: Judged) => void;
  onProgress?: (text: string) => void;
  /** Takes each file that belongs beside the result, such as a bill of materials. */
  onFile?: (name: string, text: string) => void;
  onNotice?: (text: string) => void;
}

/** Something that verdicts rest on changed while a submission ran. */
export class Tampered extends Error {
  override readonly name = "Tampered";
  readonly files: readonly string[];

  constructor(files: readonly string[]) {
    super(
      `${files.join(", ")} changed while the submission ran, so there is no verdict. ` +
        "Look at git status and git diff, undo what you did not do, and grade again.",
    );
    this.files = files;
  }
}

const CONCURRENCY = 8;
const RUN_MS = 600_000;

/**
 * Grades one submission by what it does when it runs. Whatever the submission prints or exits
 * with, the verdicts are what the checks saw from outside; the result is made after it is dead.
 * @throws Tampered where the grader's own files changed meanwhile.
 */
export async function grade(options: GradeOptions): Promise<Result> {
  const { exercise, folder, seed, only, onProgress, onFile, onNotice } = options;
  const started = new Date();
  const guarded = await guardFiles();
  const submission = await describeSubmission(folder);
  const { byFiles = true, kept = () => undefined } = options;
  const wanted = exercise.checks.filter(({ id }) => only?.has(id) ?? true);
  const missing = await missingEngines(wanted.filter((check) => !kept(check)));
  const session = await exercise.open({
    folder,
    reference: folderOf(exercise, "solutions"),
    seed,
    ...(onProgress && { onProgress }),
    ...(onFile && { onFile }),
    ...(onNotice && { onNotice }),
  });
  // What reads files alone needs no engine, and waits for no check that does.
  const checks = wanted.map((check) =>
    byFiles && check.fromFiles && missingOf(check, missing)
      ? { ...check, needs: [], after: [] }
      : check,
  );
  const original = new Map(exercise.checks.map((check) => [check.id, check]));
  const known = (check: AnyCheck) => beforehand(check, missing, options);
  const chosen = checks.filter((check) => !known(check) && !kept(check));
  let judged: Judged[];
  let output: readonly string[];
  try {
    await Promise.all(chosen.map((check) => check.load?.()));
    await session.prepare(chosen, options.signal);
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(RUN_MS)]);
    judged = await runChecks(checks, {
      concurrency: exercise.concurrency ?? CONCURRENCY,
      judge: (check) =>
        session.judge(check, signal, missingOf(original.get(check.id) ?? check, missing)),
      beforehand: known,
      kept,
      ...(options.onStart && { onStart: options.onStart }),
      ...(options.onEnd && { onEnd: options.onEnd }),
    });
    output = session.output();
  } finally {
    await session.close();
  }
  const changed = await changedSince(guarded);
  if (changed.length > 0) throw new Tampered(changed);
  return summarise({ exercise, submission, seed, started, judged, output });
}

const BY_WISH = { reason: "left out by --no-latency", cure: "Run it without --no-latency." };

function beforehand(
  check: AnyCheck,
  missing: ReadonlyMap<EngineName, Missing>,
  { underLoad, leftOut = BY_WISH }: Pick<GradeOptions, "underLoad" | "leftOut">,
): Judgement | undefined {
  if (check.underLoad && !underLoad) return { verdict: "not run", ...leftOut, attempts: 0 };
  const gap = missingOf(check, missing);
  return gap && { verdict: "not run", ...gap, attempts: 0 };
}

/** The first engine that a check needs and that is missing. */
function missingOf(
  { needs = [] }: AnyCheck,
  missing: ReadonlyMap<EngineName, Missing>,
): Missing | undefined {
  return needs.map((name) => missing.get(name)).find((gap) => gap !== undefined);
}

interface Parts {
  exercise: Exercise;
  submission: Result["submission"];
  seed: number;
  started: Date;
  judged: readonly Judged[];
  output: readonly string[];
}

function summarise({ exercise, submission, seed, started, judged, output }: Parts): Result {
  const checks = judged.map(checkResult);
  const sum = (of: (check: CheckResult) => number) => checks.reduce((to, each) => to + of(each), 0);
  return {
    format: 1,
    exercise: { number: exercise.number, slug: exercise.slug, title: exercise.title },
    score: sum(({ points }) => points),
    maxScore: sum(({ maxPoints }) => maxPoints),
    judged: sum(({ verdict, maxPoints }) => (isJudged(verdict) ? maxPoints : 0)),
    submission,
    machine: machine(),
    seed,
    startedAt: started.toISOString(),
    durationMs: Date.now() - started.getTime(),
    output: checks.some(({ verdict }) => verdict === "failed") ? output.map(printable) : [],
    checks,
  };
}

function checkResult({ check, judgement, durationMs }: Judged): CheckResult {
  const { verdict, expected, received, reason, cure, evidence, attempts } = judgement;
  return {
    id: check.id,
    title: check.title,
    step: check.step,
    verdict,
    points: verdict === "passed" ? check.points : 0,
    maxPoints: check.points,
    durationMs,
    attempts,
    evidence: {
      ...(expected !== undefined && { expected: printable(expected) }),
      ...(received !== undefined && { received: printable(received) }),
      ...(reason !== undefined && { reason: printable(reason) }),
      ...(cure !== undefined && { cure }),
      ...(evidence?.lines && { lines: evidence.lines.map(printable) }),
      ...(evidence?.latency && {
        latency: {
          percentiles: [...evidence.latency.percentiles],
          histogram: [...evidence.latency.histogram],
        },
      }),
    },
  };
}
