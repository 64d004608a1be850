import type { AnyCheck } from "../src/checks/check.ts";
import type { Result } from "../src/result/result.ts";
import { withDependants } from "../src/verdict/order.ts";

/**
 * What is wrong with the result of a mutant of one check: it must fail that check, skip what
 * depends on it, and pass the others. Empty where it is as it should be.
 */
export function unexpected(checks: readonly AnyCheck[], mutated: string, result: Result): string[] {
  const dependants = withDependants(checks, mutated);
  return result.checks.flatMap(({ id, verdict, evidence }) => {
    const wanted = id === mutated ? "failed" : dependants.has(id) ? "skipped" : "passed";
    // What this machine cannot run or tell, or was told to leave out, says nothing for or against.
    if (verdict === wanted || verdict === "inconclusive") return [];
    if (verdict === "not run" && id !== mutated) return [];
    const why = evidence.received ?? evidence.reason ?? "";
    return [`${id} ${verdict} instead of ${wanted}${why ? ` (${why.slice(0, 200)})` : ""}`];
  });
}

/** What is wrong with the result of a solution: a check that has a verdict and has not passed. */
export function notPassed({ checks }: Result): string[] {
  return checks
    .filter(({ verdict }) => !["passed", "not run", "inconclusive"].includes(verdict))
    .map(
      ({ id, verdict, evidence }) => `${id} ${verdict}: ${evidence.received ?? evidence.reason}`,
    );
}

/** Why checks have no verdict, each reason once: what this machine or its engine cannot do. */
export function notJudged({ checks }: Result): string[] {
  const open = checks.filter(({ verdict }) => verdict === "not run");
  return [...new Set(open.map(({ evidence }) => evidence.reason ?? "no reason"))];
}

/** The checks for which the machine was too noisy. */
export function undecided({ checks }: Result): string[] {
  return checks.filter(({ verdict }) => verdict === "inconclusive").map(({ id }) => id);
}
