import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../course/root.ts";
import { RepositoryCopy } from "./repository-copy.ts";

/** A copy of this repository, with what images are built from, whose exercise 3 is the solution. */
export async function kubernetesCopy(): Promise<RepositoryCopy> {
  const copy = await RepositoryCopy.make();
  const own = copy.path("exercises", "03-kubernetes");
  await rm(own, { recursive: true });
  await cp(copy.path("solutions", "03-kubernetes"), own, { recursive: true });
  for (const name of ["package-lock.json", ".npmrc"]) {
    await cp(path.join(ROOT, name), copy.path(name));
  }
  return copy;
}
