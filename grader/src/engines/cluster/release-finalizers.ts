import type { KubernetesObject, V1APIResourceList } from "@kubernetes/client-node";
import { ApiRefusal, unlessGone } from "./api-refusal.ts";
import type { Cluster } from "./cluster.ts";
import type { ListOf } from "./follow.ts";

const NONE = { metadata: { finalizers: null } };
const MERGE = "application/merge-patch+json";

/** Takes the finalizers from a namespace that is being deleted, and from everything in it. */
export async function releaseFinalizers(cluster: Cluster, namespace: string): Promise<void> {
  for (const root of await rootsOf(cluster)) {
    for (const name of await listedAt(cluster, root)) {
      const path = `${root}/namespaces/${namespace}/${name}`;
      const found = await cluster.json<ListOf<KubernetesObject>>({ path }).catch(refused);
      for (const { metadata } of found?.items ?? []) {
        if (!metadata?.finalizers?.length) continue;
        const at = `${path}/${encodeURIComponent(metadata.name ?? "")}`;
        await cluster.call({ method: "PATCH", path: at, body: NONE, type: MERGE }).catch(refused);
      }
    }
  }
  const path = `/api/v1/namespaces/${namespace}`;
  await cluster.call({ method: "PATCH", path, body: NONE, type: MERGE }).catch(unlessGone);
}

/** Every group of the API, in the version that the server prefers. */
async function rootsOf(cluster: Cluster): Promise<string[]> {
  const { groups } = await cluster.json<{
    groups: { preferredVersion: { groupVersion: string } }[];
  }>({ path: "/apis" });
  return [
    "/api/v1",
    ...groups.map(({ preferredVersion: { groupVersion } }) => `/apis/${groupVersion}`),
  ];
}

/** The names of what namespaces may hold of a group; none where its server is away. */
async function listedAt(cluster: Cluster, path: string): Promise<string[]> {
  const found = await cluster.json<V1APIResourceList>({ path }).catch(refused);
  return (found?.resources ?? [])
    .filter(
      ({ namespaced, verbs }) =>
        namespaced && ["list", "patch"].every((verb) => verbs.includes(verb)),
    )
    .map(({ name }) => name);
}

/** Somebody else's server may be away, or may say no. */
function refused(error: unknown): undefined {
  if (error instanceof ApiRefusal) return undefined;
  throw error;
}
