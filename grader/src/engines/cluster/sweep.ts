import type { V1Namespace } from "@kubernetes/client-node";
import type { Cluster } from "./cluster.ts";
import type { ListOf } from "./follow.ts";
import { isAbandoned, PREFIX } from "./labels.ts";
import { removeNamespace } from "./remove-namespace.ts";

/** Removes the namespaces that runs of this machine have left whose owner is gone. Returns how many. */
export function sweep(cluster: Cluster): Promise<number> {
  return removeAll(cluster, isAbandoned);
}

/** Removes every namespace of one run. */
export function removeRun(cluster: Cluster, run: string): Promise<number> {
  return removeAll(cluster, (labels) => labels["workshop.run"] === run);
}

/** The names of a run's namespaces. */
export async function namespacesOf(cluster: Cluster, run: string): Promise<string[]> {
  return list(cluster, (labels) => labels["workshop.run"] === run);
}

type Choice = (labels: Readonly<Record<string, string>>) => boolean;

async function removeAll(cluster: Cluster, choice: Choice): Promise<number> {
  const names = await list(cluster, choice);
  await Promise.all(names.map((name) => removeNamespace(cluster, name)));
  return names.length;
}

/** The label alone does not do: what is not named as a run names it is somebody else's. */
async function list(cluster: Cluster, choice: Choice): Promise<string[]> {
  const { items } = await cluster.json<ListOf<V1Namespace>>({
    path: "/api/v1/namespaces",
    query: { labelSelector: "workshop.run" },
  });
  return items
    .filter(({ metadata }) => choice(metadata?.labels ?? {}))
    .flatMap(({ metadata }) => metadata?.name ?? [])
    .filter((name) => name.startsWith(PREFIX));
}
