import { nameOf } from "../kube-object.ts";
import type { Manifests } from "../manifests.ts";
import { containersOf, type Workload } from "../workloads.ts";

/** An autoscaler scales what is there, and what it measures against has been requested. */
export function autoscalerProblems(manifests: Manifests, workloads: readonly Workload[]): string[] {
  return manifests.of("HorizontalPodAutoscaler").flatMap((autoscaler) => {
    const { kind, name } = autoscaler.spec?.scaleTargetRef ?? {};
    const scaled = workloads.find(
      ({ object }) => object.kind === kind && object.metadata.name === name,
    );
    const at = manifests.at(autoscaler, ["spec", "scaleTargetRef"]);
    if (!scaled) return [`${at}: ${nameOf(autoscaler)} scales ${kind} ${name}, which is not there`];
    const metrics = (autoscaler.spec?.metrics ?? []).map(({ resource }) => resource);
    return metrics.flatMap((metric) => {
      if (!metric || metric.target?.type !== "Utilization") return [];
      const open = containersOf(scaled).find(
        ({ container, path, sidecar }) =>
          (path.includes("containers") || sidecar) &&
          container.resources?.requests?.[metric.name] === undefined &&
          container.resources?.limits?.[metric.name] === undefined,
      );
      if (!open) return [];
      const place = manifests.at(scaled.object, open.path);
      return [
        `${place}: container ${open.container.name} requests no ${metric.name}: ${nameOf(autoscaler)} cannot tell a share of it`,
      ];
    });
  });
}
