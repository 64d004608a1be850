import { randomInt } from "node:crypto";
import type { Call } from "../commands/exercise/word.ts";
import { folderOf } from "../course/exercises.ts";
import { type GradeOptions, grade } from "../grade/grade.ts";
import { keepResult } from "../progress/keep-result.ts";
import { consoleReport } from "../report/console.ts";
import type { Result } from "../result/result.ts";
import { Interrupted } from "../verdict/judge.ts";
import { withDependencies } from "../verdict/order.ts";

const LATER = { reason: "they measure under load, once nothing else fails", cure: "" };

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
      this.#last = await this.#grade(signal, { underLoad: false });
      this.#report(this.#last);
      await this.#underLoadIfDue(signal);
    });
  }

  /** After a save: first the check that failed, then all. */
  saved(): Promise<void> {
    return this.#start(async (signal) => {
      const { exercise, out, style } = this.#call;
      const failing = this.#last?.checks.find(({ verdict }) => verdict === "failed");
      if (failing) {
        const only = withDependencies(exercise.checks, failing.id);
        const { checks } = await this.#grade(signal, { only, underLoad: false });
        const verdict = checks.find(({ id }) => id === failing.id)?.verdict ?? "failed";
        out(`${style.verdict(verdict)}  ${failing.title} (${failing.id})\n\n`);
      }
      this.#last = await this.#grade(signal, { underLoad: false });
      this.#report(this.#last);
      await this.#underLoadIfDue(signal);
    });
  }

  /** Everything, under load too. */
  all(): Promise<void> {
    return this.#start(async (signal) => {
      this.#last = await this.#grade(signal, { underLoad: true });
      this.#report(this.#last);
    });
  }

  /** Ends what is under way; nothing it started is left. */
  async close(): Promise<void> {
    this.#round?.stop.abort();
    await this.#round?.done;
  }

  /** Checks under load take half a minute, so they wait until nothing else fails. */
  async #underLoadIfDue(signal: AbortSignal): Promise<void> {
    const { out, options } = this.#call;
    if (!options.latency || this.#last?.checks.some(({ verdict }) => verdict === "failed")) return;
    out("Nothing else fails; now under load.\n");
    this.#last = await this.#grade(signal, { underLoad: true });
    this.#report(this.#last);
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
    const { exercise, err, options: asked } = this.#call;
    const folder = folderOf(exercise, "exercises");
    const files = new Map<string, string>();
    const result = await grade({
      exercise,
      folder,
      seed: this.#seed,
      signal,
      onFile: (name, text) => files.set(name, text),
      ...options,
      ...(asked.latency && { leftOut: LATER }),
    });
    const kept = { last: options.only === undefined, learners: true, files };
    await keepResult(result, kept, (line) => err(`${line}\n`));
    return result;
  }

  #report(result: Result): void {
    const { exercise, out, style } = this.#call;
    out(`${consoleReport(exercise, result, style, { watching: true })}\n`);
  }
}
