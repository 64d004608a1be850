import type { AnyCheck } from "../checks/check.ts";
import { type Progress, progressOf } from "../progress/progress.ts";

/** Whose work of an earlier exercise a later one builds on. */
export interface Chosen {
  /** Its folder from the repository's root. */
  readonly workspace: string;
  /** Why it is this one, as a sentence. */
  readonly because: string;
}

/** Whose prediction API an exercise builds on: what ARG APP is set to. */
export type ChosenApi = Chosen;

/** The learner's own API where it has earned every point of exercise 1, else the supplied one. */
export function chosenApi(checks: readonly AnyCheck[], progress: Progress): ChosenApi {
  return chosen({ slug: "api", folder: "01-api" }, checks, progress);
}

/** The learner's own folder of an exercise where it has earned every point, else the supplied one. */
export function chosen(
  { slug, folder }: { slug: string; folder: string },
  checks: readonly AnyCheck[],
  progress: Progress,
): Chosen {
  const own = `exercises/${folder}`;
  const supplied = `solutions/${folder}`;
  const { best, checks: known } = progressOf(progress, slug);
  const total = checks.reduce((sum, { points }) => sum + points, 0);
  const failing = checks.find(({ id }) => known[id]?.verdict === "failed");
  if (failing) {
    const because = `${supplied} goes in, since ${own} fails ${failing.id} at present`;
    return { workspace: supplied, because };
  }
  if (best < total) {
    const because = `${supplied} goes in, since ${own} has earned ${best} of ${total} points so far`;
    return { workspace: supplied, because };
  }
  return { workspace: own, because: `your own ${own} goes in: it has earned all its points` };
}

/** What goes into the supplied solution. */
export const SUPPLIED_API: ChosenApi = {
  workspace: "solutions/01-api",
  because: "solutions/01-api goes in, as for every solution",
};
