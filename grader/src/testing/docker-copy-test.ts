import { afterAll, beforeAll } from "vitest";
import { DockerCopy } from "./docker-copy.ts";

const MAKE_MS = 120_000;

/** A copy for a file's tests, made before the first and removed behind the last. */
export function dockerCopyTest(): () => DockerCopy {
  let made: DockerCopy | undefined;
  beforeAll(async () => {
    made = await DockerCopy.make();
  }, MAKE_MS);
  afterAll(() => made?.remove());
  return () => {
    if (!made) throw new Error("The copy was not made.");
    return made;
  };
}
