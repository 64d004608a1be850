import path from "node:path";
import { ROOT, STATE } from "../course/root.ts";

/**
 * Where a submission's files stand in a build context, as a Dockerfile may name its own folder:
 * files of an exercise and of a solution where they are, a solution's mutant where the solution is,
 * and anything else where a learner has it.
 */
export function placeOf(folder: string): string {
  const proof = path.relative(path.join(STATE, "proof"), folder).split(path.sep);
  if (proof[0] !== "..") return `solutions/${proof[0]}`;
  const [of = "", name = ""] = path.relative(ROOT, folder).split(path.sep);
  if (of === "exercises" || of === "solutions") return `${of}/${name}`;
  return "exercises/02-docker";
}
