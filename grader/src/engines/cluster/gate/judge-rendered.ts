import type { Manifests } from "../../manifests/manifests.ts";
import type { Allowed } from "./danger.ts";
import { ManifestsRefused } from "./manifests-refused.ts";
import { dangersIn } from "./object-dangers.ts";

const OBJECTS = 50;

/**
 * Judges rendered manifests before anything is applied: kinds, namespace, images, and what pods ask
 * of their node.
 * @throws ManifestsRefused with every reason, by file and line
 */
export function judgeRendered(manifests: Manifests, allowed: Allowed): void {
  const { objects } = manifests;
  if (objects.length > OBJECTS) {
    const many = `there are ${objects.length} objects, and at most ${OBJECTS} are applied`;
    throw new ManifestsRefused([many]);
  }
  const reasons = objects.flatMap((object) =>
    dangersIn(object, allowed).map(({ at, reason }) => `${manifests.at(object, at)}: ${reason}`),
  );
  if (reasons.length > 0) throw new ManifestsRefused(reasons);
}
