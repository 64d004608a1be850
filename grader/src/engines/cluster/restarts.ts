import type { V1Pod } from "@kubernetes/client-node";

/** How often a container of a pod was restarted; a sidecar too. */
export function restartsOf(pod: V1Pod | undefined, container: string): number {
  const { containerStatuses = [], initContainerStatuses = [] } = pod?.status ?? {};
  const statuses = [...containerStatuses, ...initContainerStatuses];
  return statuses.find(({ name }) => name === container)?.restartCount ?? 0;
}
