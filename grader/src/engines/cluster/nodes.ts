import type { V1Node } from "@kubernetes/client-node";
import { NotRun } from "../../checks/undecided.ts";
import { whyClosed } from "./closed-node.ts";
import type { Cluster } from "./cluster.ts";
import type { ListOf } from "./follow.ts";

/** The nodes of a cluster. */
export async function nodesOf(cluster: Cluster): Promise<readonly V1Node[]> {
  const { items } = await cluster.json<ListOf<V1Node>>({ path: "/api/v1/nodes" });
  return items;
}

/**
 * Those of the nodes that take pods.
 * @throws NotRun where none does, with the reason and the cure of each
 */
export function openNodes(context: string, nodes: readonly V1Node[]): V1Node[] {
  const open = nodes.filter((node) => !whyClosed(node));
  if (open.length > 0) return open;
  const closed = nodes.flatMap((node) => whyClosed(node) ?? []);
  const reasons = closed.map(({ reason }) => reason).join("; ") || "it has none";
  const cures = new Set(closed.map(({ cure }) => cure));
  throw new NotRun(
    `No node of the cluster ${context} takes pods: ${reasons}`,
    [...cures].join(" "),
  );
}
