import type { AnyCheck } from "../checks/check.ts";
import { type Progress, progressOf } from "../progress/progress.ts";

/** Whose prediction API an exercise builds on. */
export interface ChosenApi {
  /** Its workspace's folder from the repository's root: what ARG APP is set to. */
  readonly workspace: string;
  /** Why it is this one, as a sentence. */
  readonly because: string;
}

const OWN = "exercises/01-api";
const SUPPLIED = "solutions/01-api";

/** The learner's own API where it has earned every point of exercise 1, else the supplied one. */
export function chosenApi(checks: readonly AnyCheck[], progress: Progress): ChosenApi {
  const { best, checks: known } = progressOf(progress, "api");
  const total = checks.reduce((sum, { points }) => sum + points, 0);
  const failing = checks.find(({ id }) => known[id]?.verdict === "failed");
  if (failing) {
    const because = `${SUPPLIED} goes in, since ${OWN} fails ${failing.id} at present`;
    return { workspace: SUPPLIED, because };
  }
  if (best < total) {
    const because = `${SUPPLIED} goes in, since ${OWN} has earned ${best} of ${total} points so far`;
    return { workspace: SUPPLIED, because };
  }
  return { workspace: OWN, because: `your own ${OWN} goes in: it has earned all its points` };
}

/** What goes into the supplied solution. */
export const SUPPLIED_API: ChosenApi = {
  workspace: SUPPLIED,
  because: `${SUPPLIED} goes in, as for every solution`,
};
