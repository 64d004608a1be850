import type { V1Namespace, V1Node } from "@kubernetes/client-node";
import { NotRun } from "../../../checks/undecided.ts";
import type { Cluster } from "../cluster.ts";
import type { ListOf } from "../follow.ts";
import { nodesOf } from "../nodes.ts";
import { chooseAdapter } from "./load-image.ts";

/** The images of a cluster's nodes that begin so, but for one; as the nodes name them. */
export function olderImages(nodes: readonly V1Node[], begin: string, keep: string): string[] {
  const names = nodes.flatMap(({ status }) =>
    (status?.images ?? []).flatMap((each) => each.names ?? []),
  );
  const own = (name: string) => name.replace(/^docker\.io\/(library\/)?/, "");
  return [...new Set(names)].filter((name) => own(name).startsWith(begin) && own(name) !== keep);
}

/**
 * Takes away what earlier runs have brought in, where the cluster's adapter can, and no other run may
 * be about to use it. Returns the images that went; what cannot be removed stays.
 */
export async function removeOlder(
  cluster: Cluster,
  { run, begin, keep, signal }: { run: string; begin: string; keep: string; signal?: AbortSignal },
): Promise<readonly string[]> {
  const { remove } = await chooseAdapter(cluster);
  if (!remove || (await othersRun(cluster, run))) return [];
  const removed: string[] = [];
  for (const image of olderImages(await nodesOf(cluster), begin, keep)) {
    try {
      await remove(image, signal);
      removed.push(image);
    } catch (error) {
      if (!(error instanceof NotRun)) throw error;
    }
  }
  return removed;
}

async function othersRun(cluster: Cluster, run: string): Promise<boolean> {
  const query = { labelSelector: `workshop.run,workshop.run!=${run}` };
  const path = "/api/v1/namespaces";
  const { items } = await cluster.json<ListOf<V1Namespace>>({ path, query });
  return items.length > 0;
}
