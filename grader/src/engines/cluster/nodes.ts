import type { V1Node } from "@kubernetes/client-node";
import type { Cluster } from "./cluster.ts";
import type { ListOf } from "./follow.ts";

/** The nodes of a cluster. */
export async function nodesOf(cluster: Cluster): Promise<readonly V1Node[]> {
  const { items } = await cluster.json<ListOf<V1Node>>({ path: "/api/v1/nodes" });
  return items;
}

/** Whether pods are put on it. */
export function takesPods({ spec, status }: V1Node): boolean {
  const ready = status?.conditions?.some(
    ({ type, status: is }) => type === "Ready" && is === "True",
  );
  const closed = spec?.taints?.some(
    ({ effect }) => effect === "NoSchedule" || effect === "NoExecute",
  );
  return ready === true && !spec?.unschedulable && !closed;
}
