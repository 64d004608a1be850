import { setTimeout as sleep } from "node:timers/promises";
import type { KubernetesObject } from "@kubernetes/client-node";
import type { Cluster } from "./cluster.ts";

/** A list as the API server sends it. */
export interface ListOf<T> {
  readonly metadata: { readonly resourceVersion?: string };
  readonly items: readonly T[];
}

/** The objects to follow: all at a path, or those that a selector leaves. */
export interface Followed {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

const PAUSE_MS = 500;
const CHANGES = ["ADDED", "MODIFIED", "DELETED"];

/**
 * Follows objects by a watch: `onChange` gets all of them at once, and again after each change, until
 * the signal is aborted.
 * @throws ApiRefusal, ClusterLost
 */
export async function follow<T extends KubernetesObject>(
  cluster: Cluster,
  { path, query = {} }: Followed,
  signal: AbortSignal,
  onChange: (objects: readonly T[]) => void,
): Promise<void> {
  const { Watch } = await import("@kubernetes/client-node");
  const watch = new Watch(cluster.config);
  while (!signal.aborted) {
    const { items, metadata } = await cluster.json<ListOf<T>>({ path, query });
    if (signal.aborted) return;
    const known = new Map(items.map((item) => [item.metadata?.uid ?? "", item]));
    onChange([...known.values()]);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const open = await watch.watch(
      path,
      { ...query, resourceVersion: metadata.resourceVersion },
      (phase, object: T) => {
        if (!CHANGES.includes(phase)) return end();
        const uid = object.metadata?.uid ?? "";
        if (phase === "DELETED") known.delete(uid);
        else known.set(uid, object);
        if (!signal.aborted) onChange([...known.values()]);
      },
      () => end(),
    );
    signal.addEventListener("abort", () => end(), { once: true });
    if (signal.aborted) end();
    await ended;
    open.abort();
    // A server ends watches now and then; what changed meanwhile is in the next list.
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}
