import type { Manifests } from "./manifests.ts";
import { containersOf, type PlacedContainer, type Workload, workloadsOf } from "./workloads.ts";

/** The name that manifests give to the image of the API; the grader puts the graded one in its place. */
export const API_IMAGE = "workshop-api";
/** The Service through which the API is reached. */
export const API_SERVICE = "workshop-api";

export interface ApiWorkload extends Workload {
  /** The container that is the API: the one with probes, where several are made of its image. */
  readonly api: PlacedContainer;
}

/** Name and tag of an image's reference; the name without its registry too. */
export function imageParts(reference: string): {
  name: string;
  base: string;
  tag: string | undefined;
} {
  const [, name = reference, tag] = /^(.+?)(?::([^/:@]+))?(?:@.+)?$/.exec(reference) ?? [];
  return { name, base: name.split("/").at(-1) ?? name, tag };
}

/** The workloads whose pods are the API. */
export function apiWorkloads(manifests: Manifests): ApiWorkload[] {
  return workloadsOf(manifests).flatMap((workload) => {
    const own = containersOf(workload).filter(
      ({ container, path }) =>
        imageParts(container.image ?? "").base === API_IMAGE && path.includes("containers"),
    );
    const api = own.find(({ container }) => container.readinessProbe) ?? own[0];
    return api ? [{ ...workload, api }] : [];
  });
}
