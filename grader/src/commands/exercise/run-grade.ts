import { randomInt } from "node:crypto";
import { folderOf } from "../../course/exercises.ts";
import { grade } from "../../grade/grade.ts";
import { keepResult } from "../../progress/keep-result.ts";
import { consoleReport } from "../../report/console.ts";
import { ProgressLine } from "../../terminal/progress-line.ts";
import { exitCodeOf } from "./exit-code.ts";
import { selectChecks } from "./selection.ts";
import type { Call } from "./word.ts";

/** Grades the learner's or the supplied files, reports, and remembers what was reached. */
export async function runGrade(call: Call, of: "exercises" | "solutions"): Promise<number> {
  const { exercise, options, style } = call;
  const only = selectChecks(exercise, options);
  const count = only?.size ?? exercise.checks.length;
  const files = new Map<string, string>();
  const result = await withProgress(count, (progress) =>
    grade({
      exercise,
      folder: folderOf(exercise, of),
      seed: options.seed ?? randomInt(4_294_967_296),
      underLoad: options.latency,
      signal: call.signal,
      onFile: (name, text) => files.set(name, text),
      onNotice: (text) => call.err(`${text}\n`),
      ...(only && { only }),
      ...progress,
    }),
  );
  // The supplied solution's points are not the learner's.
  const kept = { last: true, learners: of === "exercises", files };
  await keepResult(result, kept, (line) => call.err(`${line}\n`));
  call.out(
    options.json
      ? `${JSON.stringify(result, null, 2)}\n`
      : consoleReport(exercise, result, style, { verbose: options.verbose }),
  );
  return exitCodeOf(result);
}

type Listeners = Pick<Parameters<typeof grade>[0], "onStart" | "onEnd" | "onProgress">;

/** Shows on stderr what is being checked while `run` is under way. */
export async function withProgress<T>(
  count: number,
  run: (listeners: Listeners) => Promise<T>,
): Promise<T> {
  const line = new ProgressLine();
  const open = new Map<string, string>();
  let done = 0;
  const show = (detail = "") => {
    const current = [...open.values()].at(-1) ?? "";
    line.say(`${done} of ${count} checks  ${detail || current}`);
  };
  try {
    return await run({
      onStart: ({ id, title }) => {
        open.set(id, title);
        show();
      },
      onEnd: ({ check }) => {
        open.delete(check.id);
        done += 1;
        show();
      },
      onProgress: show,
    });
  } finally {
    line.end();
  }
}
