import type { Call } from "../commands/exercise/word.ts";
import { Interrupted } from "../verdict/judge.ts";
import type { Rounds } from "./rounds.ts";

/** Grades again and again; a new round ends the one before. */
export class Watcher {
  readonly #call: Pick<Call, "signal" | "err">;
  readonly #rounds: Rounds;
  #round: { stop: AbortController; done: Promise<void> } | undefined;

  constructor(call: Pick<Call, "signal" | "err">, rounds: Rounds) {
    this.#call = call;
    this.#rounds = rounds;
  }

  /** The first verdict. */
  begin(): Promise<void> {
    return this.#start((signal) => this.#rounds.first(signal));
  }

  /** After a save. */
  saved(): Promise<void> {
    return this.#start((signal) => this.#rounds.saved(signal));
  }

  /** Everything, under load too. */
  all(): Promise<void> {
    return this.#start((signal) => this.#rounds.all(signal));
  }

  /** Ends what is under way; nothing it started is left. */
  async close(): Promise<void> {
    this.#round?.stop.abort();
    await this.#round?.done;
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
}
