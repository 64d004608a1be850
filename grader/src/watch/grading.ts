import { randomInt } from "node:crypto";
import type { Call } from "../commands/exercise/word.ts";
import { folderOf } from "../course/exercises.ts";
import { type GradeOptions, grade } from "../grade/grade.ts";
import { keepResult } from "../progress/keep-result.ts";
import { consoleReport } from "../report/console.ts";
import type { Result } from "../result/result.ts";

/** What differs from one grading of a watch to the next. */
export type Asked = Pick<GradeOptions, "underLoad"> &
  Partial<Pick<GradeOptions, "only" | "leftOut" | "kept" | "onStart" | "onEnd" | "onProgress">>;

/** How a watch grades, remembers and reports. */
export interface Grading {
  grade(signal: AbortSignal, asked: Asked): Promise<Result>;
  /** Remembers what was reached; `last` where it is a result of the whole exercise. */
  keep(result: Result, last: boolean): Promise<void>;
  report(result: Result): void;
}

/** Of the learner's own folder, for the command line. */
export function learnersGrading({ exercise, options, style, out, err }: Call): Grading {
  // One seed for the whole watch: a check fails again for the same input until it is mended.
  const seed = options.seed ?? randomInt(4_294_967_296);
  let files = new Map<string, string>();
  const told = new Set<string>();
  const onNotice = (text: string) => {
    if (!told.has(text)) err(`${text}\n`);
    told.add(text);
  };
  return {
    grade(signal, asked) {
      const made = new Map<string, string>();
      files = made;
      const folder = folderOf(exercise, "exercises");
      const onFile = (name: string, text: string) => void made.set(name, text);
      return grade({ exercise, folder, seed, signal, onFile, onNotice, ...asked });
    },
    keep: (result, last) =>
      keepResult(result, { last, learners: true, files }, (line) => err(`${line}\n`)),
    report: (result) => out(`${consoleReport(exercise, result, style, { watching: true })}\n`),
  };
}
