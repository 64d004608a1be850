import type { AnyCheck } from "../checks/check.ts";
import type { Judgement } from "./judge.ts";
import { longestFirst } from "./longest-first.ts";
import { inOrder } from "./order.ts";

/** A check with how it ended. */
export interface Judged {
  readonly check: AnyCheck;
  readonly judgement: Judgement;
  readonly durationMs: number;
}

export interface RunChecksOptions {
  /** Checks that may run at once, those aside not counted; those under load always run alone. */
  concurrency: number;
  judge(check: AnyCheck): Promise<Judgement>;
  /** A judgement that needs no run: an engine is missing, or it was left out. */
  beforehand(check: AnyCheck): Judgement | undefined;
  /** What is known of a check; asked when its turn comes, and then it is not run. */
  kept?(check: AnyCheck): Judged | undefined;
  onStart?(check: AnyCheck): void;
  onEnd?(judged: Judged): void;
}

/**
 * Runs checks in the order of their dependencies: several at once, long ones first, or one at a time as
 * they are listed, dear ones last. What depends on a check that has not passed is skipped. Results come
 * in the order of the list.
 */
export async function runChecks(
  checks: readonly AnyCheck[],
  options: RunChecksOptions,
): Promise<Judged[]> {
  const inTurn = inOrder(checks);
  const ordered = options.concurrency > 1 ? longestFirst(inTurn) : dearLast(inTurn);
  const done = new Map<string, Judged>();
  const running = new Map<string, Promise<void>>();
  const waiting = new Set(ordered);

  function finish(judged: Judged): void {
    done.set(judged.check.id, judged);
    options.onEnd?.(judged);
  }

  async function run(check: AnyCheck): Promise<void> {
    options.onStart?.(check);
    const start = performance.now();
    const judgement = await options.judge(check);
    finish({ check, judgement, durationMs: performance.now() - start });
  }

  while (waiting.size > 0 || running.size > 0) {
    for (const check of waiting) {
      const known = options.beforehand(check) ?? skippedAfter(check, done);
      if (known) {
        waiting.delete(check);
        finish({ check, judgement: known, durationMs: 0 });
        continue;
      }
      const ready = check.after.every((id) => done.has(id));
      const now = [...running.keys()].flatMap((id) => byId(ordered, id) ?? []);
      const alone = now.some(({ underLoad }) => underLoad);
      const counted = now.filter(({ aside }) => !aside).length;
      const room = (check.aside || counted < options.concurrency) && !alone;
      // A check under load waits for the others, those included that have not started yet.
      const othersLeft = [...waiting].some((each) => !each.underLoad) || running.size > 0;
      if (!ready || !room || (check.underLoad && othersLeft)) continue;
      waiting.delete(check);
      const kept = options.kept?.(check);
      if (kept) {
        finish(kept);
        continue;
      }
      running.set(
        check.id,
        run(check).finally(() => running.delete(check.id)),
      );
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  return checks.flatMap((check) => done.get(check.id) ?? []);
}

/** What takes a moment tells at once, and opens the way for those aside. */
function dearLast(checks: readonly AnyCheck[]): AnyCheck[] {
  return [...checks].sort((one, other) => Number(one.dear ?? false) - Number(other.dear ?? false));
}

function byId(checks: readonly AnyCheck[], id: string): AnyCheck | undefined {
  return checks.find((check) => check.id === id);
}

/** What becomes of a check because of those it depends on; undefined where they have passed so far. */
function skippedAfter(check: AnyCheck, done: ReadonlyMap<string, Judged>): Judgement | undefined {
  const blocker = check.after
    .map((id) => done.get(id))
    .find((judged) => judged !== undefined && judged.judgement.verdict !== "passed");
  if (!blocker) return undefined;
  const { id } = blocker.check;
  const { verdict, cure } = blocker.judgement;
  if (verdict === "failed" || verdict === "skipped") {
    return { verdict: "skipped", reason: `${id} has not passed`, attempts: 0 };
  }
  // What a missing engine leaves unjudged, leaves its dependants unjudged as well.
  const reason = `${id} has no verdict`;
  return { verdict: "not run", reason, ...(cure !== undefined && { cure }), attempts: 0 };
}
