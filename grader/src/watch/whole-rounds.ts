import type { Call } from "../commands/exercise/word.ts";
import type { Result } from "../result/result.ts";
import { withDependencies } from "../verdict/order.ts";
import type { Grading } from "./grading.ts";
import type { Rounds } from "./rounds.ts";

const LATER = { reason: "they measure under load, once nothing else fails", cure: "" };

/** Grades the whole exercise after each save, the check that failed first. */
export class WholeRounds implements Rounds {
  readonly #call: Call;
  readonly #grading: Grading;
  #last: Result | undefined;

  constructor(call: Call, grading: Grading) {
    this.#call = call;
    this.#grading = grading;
  }

  async first(signal: AbortSignal): Promise<void> {
    await this.#whole(signal, false);
    await this.#underLoadIfDue(signal);
  }

  async saved(signal: AbortSignal): Promise<void> {
    const { exercise, out, style } = this.#call;
    const failing = this.#last?.checks.find(({ verdict }) => verdict === "failed");
    if (failing) {
      const only = withDependencies(exercise.checks, failing.id);
      const result = await this.#grade(signal, { only, underLoad: false });
      await this.#grading.keep(result, false);
      const verdict = result.checks.find(({ id }) => id === failing.id)?.verdict ?? "failed";
      out(`${style.verdict(verdict)}  ${failing.title} (${failing.id})\n\n`);
    }
    await this.first(signal);
  }

  all(signal: AbortSignal): Promise<void> {
    return this.#whole(signal, true);
  }

  /** Checks under load take half a minute, so they wait until nothing else fails. */
  async #underLoadIfDue(signal: AbortSignal): Promise<void> {
    const { out, options } = this.#call;
    if (!options.latency || this.#last?.checks.some(({ verdict }) => verdict === "failed")) return;
    out("Nothing else fails; now under load.\n");
    await this.#whole(signal, true);
  }

  async #whole(signal: AbortSignal, underLoad: boolean): Promise<void> {
    this.#last = await this.#grade(signal, { underLoad });
    await this.#grading.keep(this.#last, true);
    this.#grading.report(this.#last);
  }

  #grade(
    signal: AbortSignal,
    asked: { only?: ReadonlySet<string>; underLoad: boolean },
  ): Promise<Result> {
    const leftOut = this.#call.options.latency && { leftOut: LATER };
    return this.#grading.grade(signal, { ...asked, ...leftOut });
  }
}
