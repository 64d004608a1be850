import type { AnyCheck } from "../checks/check.ts";
import { withProgress } from "../commands/exercise/run-grade.ts";
import type { Call } from "../commands/exercise/word.ts";
import type { Result } from "../result/result.ts";
import type { Judged } from "../verdict/run-checks.ts";
import { dueChecks, type Seen } from "./due-checks.ts";
import type { Grading } from "./grading.ts";
import type { Rounds } from "./rounds.ts";

const NOT_YET = { verdict: "not run", reason: "not looked at yet", cure: "", attempts: 0 } as const;
const NOTHING_NEW = "What is applied is as before: no check on the cluster is run again.\n";
const FILES_FIRST = "On the cluster nothing is run before the files of this step pass.\n";

/**
 * Runs the checks that read files after each save, at once. Dear ones run only where what is applied
 * has changed: those of the step being worked on and, once nothing fails, the others.
 */
export class AppliedRounds implements Rounds {
  readonly #call: Pick<Call, "exercise" | "out">;
  readonly #grading: Grading;
  readonly #digest: () => Promise<string>;
  readonly #seen = new Map<string, Seen>();

  /** @param digest of what is applied, as it is now */
  constructor(
    call: Pick<Call, "exercise" | "out">,
    grading: Grading,
    digest: () => Promise<string>,
  ) {
    this.#call = call;
    this.#grading = grading;
    this.#digest = digest;
  }

  async first(signal: AbortSignal): Promise<void> {
    const { exercise, out } = this.#call;
    const [applied, files] = await Promise.all([
      this.#digest(),
      this.#grade(signal, "", ({ dear }) => !dear),
    ]);
    await this.#report(files.result, applied);
    const ran = new Set<string>();
    const due = () =>
      dueChecks(exercise.checks, this.#seen, applied).filter(({ id }) => !ran.has(id));
    if (due().length === 0) out(this.#isSeen(applied) ? NOTHING_NEW : FILES_FIRST);
    for (let next = due(); next.length > 0; next = due()) {
      out(`On the cluster: ${next.map(({ id }) => id).join(", ")}\n`);
      const { result, judged } = await this.#grade(signal, applied, (check) =>
        due().includes(check),
      );
      for (const id of judged) ran.add(id);
      await this.#report(result, applied);
    }
  }

  saved(signal: AbortSignal): Promise<void> {
    return this.first(signal);
  }

  async all(signal: AbortSignal): Promise<void> {
    const applied = await this.#digest();
    const { result } = await this.#grade(signal, applied, () => true);
    await this.#report(result, applied);
  }

  /** Runs the checks whose turn it is, and adds what is known of the others. */
  async #grade(
    signal: AbortSignal,
    applied: string,
    isDue: (check: AnyCheck) => boolean,
  ): Promise<{ result: Result; judged: readonly string[] }> {
    const known = new Set<Judged>();
    const ids: string[] = [];
    const kept = (check: AnyCheck) => {
      if (isDue(check)) return undefined;
      const judged = this.#seen.get(check.id)?.judged ?? {
        check,
        judgement: NOT_YET,
        durationMs: 0,
      };
      known.add(judged);
      return judged;
    };
    const { checks } = this.#call.exercise;
    const result = await withProgress(checks.length, (line) =>
      this.#grading.grade(signal, {
        ...line,
        underLoad: true,
        kept,
        onEnd: (judged) => {
          line.onEnd?.(judged);
          if (known.has(judged)) return;
          ids.push(judged.check.id);
          this.#remember(judged, applied);
        },
      }),
    );
    return { result, judged: ids };
  }

  /** A dear check that was not carried out keeps the verdict that it had. */
  #remember(judged: Judged, applied: string): void {
    const { check, judgement } = judged;
    const says = judgement.verdict === "passed" || judgement.verdict === "failed";
    if (says || !check.dear) this.#seen.set(check.id, { judged, applied });
  }

  async #report(result: Result, applied: string): Promise<void> {
    const old = new Set(
      result.checks
        .filter(({ id, verdict }) => verdict === "passed" && this.#isOld(id, applied))
        .map(({ id }) => id),
    );
    const checks = result.checks.filter(({ id }) => !old.has(id));
    const score = checks.reduce((sum, { points }) => sum + points, 0);
    await this.#grading.keep({ ...result, checks, score }, old.size === 0);
    this.#grading.report(result);
    if (old.size === 0) return;
    const ids = [...old].join(", ");
    this.#call.out(`Passed before the last change, and run again once nothing fails: ${ids}.\n`);
  }

  #isSeen(applied: string): boolean {
    return [...this.#seen.values()].some(
      (each) => each.judged.check.dear === true && each.applied === applied,
    );
  }

  #isOld(id: string, applied: string): boolean {
    const seen = this.#seen.get(id);
    return seen?.judged.check.dear === true && seen.applied !== applied;
  }
}
