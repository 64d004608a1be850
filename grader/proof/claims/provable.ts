import type { AnyCheck } from "../../src/checks/check.ts";
import type { Exercise } from "../../src/course/exercises.ts";
import type { ProveOptions } from "./claim.ts";

export const needsCluster = ({ needs }: AnyCheck): boolean => needs?.includes("cluster") === true;

/** The checks that a whole submission is held against. */
export function provable({ checks }: Exercise, { cluster }: ProveOptions): Set<string> {
  const chosen = checks.filter((check) => cluster || !needsCluster(check));
  return new Set(chosen.map(({ id }) => id));
}
