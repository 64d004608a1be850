import type { Manifests } from "../manifests.ts";
import { workloadsOf } from "../workloads.ts";
import { autoscalerProblems } from "./autoscalers.ts";
import { cacheProblems } from "./caches.ts";
import { podProblems } from "./pods.ts";
import { selectionProblems } from "./selections.ts";
import { serviceProblems } from "./services.ts";
import { workloadProblems } from "./workloads.ts";

/**
 * Where one object names another, or a part of it, that is not there: selectors and labels, ports,
 * settings, volumes, accounts, what an autoscaler scales, and the cache. Each with the place.
 */
export function wiringProblems(manifests: Manifests): string[] {
  const workloads = workloadsOf(manifests);
  return [
    ...workloads.flatMap((workload) => workloadProblems(manifests, workload)),
    ...workloads.flatMap((workload) => podProblems(manifests, workload)),
    ...serviceProblems(manifests, workloads),
    ...selectionProblems(manifests, workloads),
    ...autoscalerProblems(manifests, workloads),
    ...cacheProblems(manifests, workloads),
  ];
}
