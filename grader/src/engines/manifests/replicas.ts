import type { V2HorizontalPodAutoscaler } from "@kubernetes/client-node";
import type { KubeObject } from "./kube-object.ts";
import type { Manifests } from "./manifests.ts";
import { valueAt, type Workload } from "./workloads.ts";

/** The autoscaler of a workload, or undefined. */
export function autoscalerOf(
  manifests: Manifests,
  { object }: Workload,
): (V2HorizontalPodAutoscaler & KubeObject) | undefined {
  return manifests.of("HorizontalPodAutoscaler").find(({ spec }) => {
    const { kind, name } = spec?.scaleTargetRef ?? {};
    return kind === object.kind && name === object.metadata.name;
  });
}

/** The replicas that a workload's manifest fixes, or undefined. */
export function fixedReplicas({ object }: Workload): number | undefined {
  const replicas = valueAt(object, ["spec", "replicas"]);
  return typeof replicas === "number" ? replicas : undefined;
}

/** The fewest pods of a workload: its autoscaler's minimum, or its replicas. */
export function fewestPods(manifests: Manifests, workload: Workload): number {
  const autoscaler = autoscalerOf(manifests, workload);
  return autoscaler ? (autoscaler.spec?.minReplicas ?? 1) : (fixedReplicas(workload) ?? 1);
}
