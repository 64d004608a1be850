import type { AnyCheck } from "../checks/check.ts";
import type { Judged } from "../verdict/run-checks.ts";

/** A verdict with a digest of what was applied when it was seen. */
export interface Seen {
  readonly judged: Judged;
  readonly applied: string;
}

/**
 * The dear checks whose turn it is. First those of the first step that is not done, where they have no
 * verdict on what is applied now, and what they depend on does not fail; once nothing fails, those
 * that have passed with something else.
 */
export function dueChecks(
  checks: readonly AnyCheck[],
  seen: ReadonlyMap<string, Seen>,
  applied: string,
): AnyCheck[] {
  const passed = ({ id }: AnyCheck) => seen.get(id)?.judged.judgement.verdict === "passed";
  const open = checks.filter((check) => !passed(check));
  const old = ({ id }: AnyCheck) => seen.get(id)?.applied !== applied;
  if (open.length === 0) return checks.filter((check) => check.dear && old(check));
  const step = Math.min(...open.map((check) => check.step));
  const due: AnyCheck[] = [];
  for (const check of open) {
    const free = check.after.every((id) =>
      [...due, ...checks.filter(passed)].some((each) => each.id === id),
    );
    if (check.dear && check.step === step && old(check) && free) due.push(check);
  }
  return due;
}
