import type { Manifest, PlaceOf } from "../manifest.ts";
import type { Allowed } from "./danger.ts";
import { ManifestsRefused } from "./manifests-refused.ts";
import { dangersIn } from "./object-dangers.ts";

const OBJECTS = 50;

/**
 * Judges manifests before anything is applied: kinds, namespace, images, and what pods ask of their
 * node. What is judged is what has to be applied.
 * @throws ManifestsRefused with every reason and its place
 */
export function judgeManifests(
  manifests: readonly Manifest[],
  placeOf: PlaceOf,
  allowed: Allowed,
): void {
  if (manifests.length === 0) throw new ManifestsRefused(["there is no manifest to apply"]);
  if (manifests.length > OBJECTS) {
    throw new ManifestsRefused([
      `there are ${manifests.length} objects, and at most ${OBJECTS} are applied`,
    ]);
  }
  const reasons = manifests.flatMap((manifest) =>
    dangersIn(manifest, allowed).map(({ at, reason }) => `${placeOf(manifest, at)}: ${reason}`),
  );
  if (reasons.length > 0) throw new ManifestsRefused(reasons);
}
