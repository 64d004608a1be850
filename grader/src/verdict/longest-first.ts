import type { AnyCheck } from "../checks/check.ts";

/**
 * The same checks by the seconds from the start of each to the end of all that waits for it, most
 * first; otherwise as given. What takes long starts as soon as it may, the rest fits in beside it.
 */
export function longestFirst(checks: readonly AnyCheck[]): AnyCheck[] {
  const left = new Map<string, number>();
  const leftOf = (check: AnyCheck): number => {
    const known = left.get(check.id);
    if (known !== undefined) return known;
    const dependants = checks.filter(({ after }) => after.includes(check.id));
    const sum = (check.seconds ?? 0) + Math.max(0, ...dependants.map(leftOf));
    left.set(check.id, sum);
    return sum;
  };
  return [...checks].sort((a, b) => leftOf(b) - leftOf(a));
}
