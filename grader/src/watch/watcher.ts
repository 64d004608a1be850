import { randomInt } from "node:crypto";
import type { Call } from "../commands/exercise/word.ts";
import { folderOf } from "../course/exercises.ts";
import { type GradeOptions, grade } from "../grade/grade.ts";
import { afterRun } from "../progress/progress.ts";
import { updateProgress } from "../progress/progress-file.ts";
import { consoleReport } from "../report/console.ts";
import { saveResult } from "../result/last-result.ts";
import type { Result } from "../result/result.ts";
import { Interrupted } from "../verdict/judge.ts";
import { withDependants, withDependencies } from "../verdict/order.ts";

/** Grades again and again; a new round ends the one before. */
export class Watcher {
  readonly #call: Call;
  readonly #seed: number;
  #last: Result | undefined;
  #round: { stop: AbortController; done: Promise<void> } | undefined;

  constructor(call: Call) {
    this.#call = call;
    // One seed for the whole watch: a check fails again for the same input until it is mended.
    this.#seed = call.options.seed ?? randomInt(4_294_967_296);
  }

  /** The first verdict. */
  begin(): Promise<void> {
    return this.#start(async (signal) => {
      const { exercise, style, out } = this.#call;
      this.#last = await this.#grade(signal, { underLoad: false });
      out(`${consoleReport(exercise, this.#last, style)}\n`);
      await this.#underLoadIfDue(signal);
    });
  }

  /** After a save: first the failing check and its dependants, then the rest. */
  saved(): Promise<void> {
    return this.#start(async (signal) => {
      const { exercise, out, style } = this.#call;
      const failing = this.#last?.checks.find(({ verdict }) => verdict === "failed");
      if (failing) {
        const first = await this.#grade(signal, {
          only: withDependencies(exercise.checks, failing.id),
          underLoad: false,
        });
        const verdict = first.checks.find(({ id }) => id === failing.id)?.verdict ?? "failed";
        out(`${style.verdict(verdict)}  ${failing.title} (${failing.id})\n`);
        if (verdict === "failed") {
          this.#last = this.#with(first);
          out(`${consoleReport(exercise, this.#last, style)}\n`);
          return;
        }
        const dependants = [...withDependants(exercise.checks, failing.id)];
        const only = new Set(
          dependants.flatMap((id) => [...withDependencies(exercise.checks, id)]),
        );
        this.#last = this.#with(await this.#grade(signal, { only, underLoad: false }));
        if (this.#last.checks.some(({ id, verdict }) => only.has(id) && verdict === "failed")) {
          out(`${consoleReport(exercise, this.#last, style)}\n`);
        }
      }
      this.#last = await this.#grade(signal, { underLoad: false });
      out(`${consoleReport(exercise, this.#last, style)}\n`);
      await this.#underLoadIfDue(signal);
    });
  }

  /** Everything, under load too. */
  all(): Promise<void> {
    return this.#start(async (signal) => {
      const { exercise, out, style } = this.#call;
      this.#last = await this.#grade(signal, { underLoad: true });
      out(`${consoleReport(exercise, this.#last, style)}\n`);
    });
  }

  /** Ends what is under way; nothing it started is left. */
  async close(): Promise<void> {
    this.#round?.stop.abort();
    await this.#round?.done;
  }

  /** Checks under load take half a minute, so they wait until nothing else fails. */
  async #underLoadIfDue(signal: AbortSignal): Promise<void> {
    const { exercise, out, style, options } = this.#call;
    if (!options.latency || this.#last?.checks.some(({ verdict }) => verdict === "failed")) return;
    out("Nothing else fails; now under load.\n");
    this.#last = await this.#grade(signal, { underLoad: true });
    out(`${consoleReport(exercise, this.#last, style)}\n`);
  }

  async #start(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const former = this.#round;
    former?.stop.abort();
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#call.signal]);
    const done = (async () => {
      await former?.done;
      if (!signal.aborted) await run(signal);
    })().catch((error: unknown) => {
      if (error instanceof Interrupted || signal.aborted) return;
      this.#call.err(`${error instanceof Error ? error.message : String(error)}\n`);
    });
    this.#round = { stop, done };
    await done;
  }

  async #grade(
    signal: AbortSignal,
    options: Pick<GradeOptions, "only" | "underLoad">,
  ): Promise<Result> {
    const { exercise, err } = this.#call;
    const folder = folderOf(exercise, "exercises");
    const result = await grade({ exercise, folder, seed: this.#seed, signal, ...options });
    await updateProgress(
      (progress) => afterRun(progress, result),
      (line) => err(`${line}\n`),
    );
    if (options.only === undefined) await saveResult(result);
    return result;
  }

  /** The last result with the checks of a newer, partial one put in. */
  #with(newer: Result): Result {
    if (!this.#last) return newer;
    const byId = new Map(newer.checks.map((check) => [check.id, check]));
    const checks = this.#last.checks.map((check) => byId.get(check.id) ?? check);
    const score = checks.reduce((sum, { points }) => sum + points, 0);
    return { ...newer, checks, score, judged: this.#last.judged, maxScore: this.#last.maxScore };
  }
}
