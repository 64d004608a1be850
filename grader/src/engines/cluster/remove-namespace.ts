import { setTimeout as sleep } from "node:timers/promises";
import type { V1Namespace } from "@kubernetes/client-node";
import { unlessGone } from "./api-refusal.ts";
import type { Cluster } from "./cluster.ts";
import { follow } from "./follow.ts";
import { releaseFinalizers } from "./release-finalizers.ts";

const GONE_MS = 60_000;
/** How long a node gets to say that pods have ended. */
const FORGET_MS = 20_000;
/** How long controllers get to let go of what is theirs. */
const PATIENCE_MS = 3000;

/**
 * Deletes a namespace and waits until it is gone. Pods get a second to end, and finalizers that nobody
 * takes away are taken away.
 */
export async function removeNamespace(cluster: Cluster, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${name}`;
  await cluster.call({ method: "DELETE", path }).catch(unlessGone);
  await endPods(cluster, path, 1);
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), GONE_MS);
  const state = { gone: false, held: false };
  const followed = follow<V1Namespace>(
    cluster,
    { path: "/api/v1/namespaces", query: { fieldSelector: `metadata.name=${name}` } },
    over.signal,
    ([namespace]) => {
      state.gone = namespace === undefined;
      state.held ||= namespace !== undefined && isHeld(namespace);
      if (state.gone) over.abort();
    },
  );
  try {
    await Promise.all([followed, release(cluster, name, over.signal, () => state.held)]);
  } finally {
    over.abort();
    clearTimeout(timer);
  }
  if (!state.gone) throw new Error(`The namespace ${name} was not gone in ${GONE_MS / 1000} s.`);
}

/** Takes away what holds on to the namespace, again and again until it is over. */
async function release(
  cluster: Cluster,
  name: string,
  over: AbortSignal,
  isHeldNow: () => boolean,
): Promise<void> {
  const start = performance.now();
  for (;;) {
    await sleep(PATIENCE_MS, undefined, { signal: over }).catch(() => {});
    if (over.aborted) return;
    if (isHeldNow()) await releaseFinalizers(cluster, name);
    // Forgotten, they may still run for a while: only where their node does not say that they ended.
    const late = performance.now() - start > FORGET_MS;
    if (late) await endPods(cluster, `/api/v1/namespaces/${name}`, 0);
  }
}

/** Has a namespace's pods end, within so many seconds each. */
export async function endPods(cluster: Cluster, namespace: string, seconds: number): Promise<void> {
  const query = { gracePeriodSeconds: seconds };
  await cluster.call({ method: "DELETE", path: `${namespace}/pods`, query }).catch(unlessGone);
}

function isHeld({ metadata, status }: V1Namespace): boolean {
  const conditions = status?.conditions ?? [];
  return (
    (metadata?.finalizers ?? []).length > 0 ||
    conditions.some(
      ({ type, status: value }) => type === "NamespaceFinalizersRemaining" && value === "True",
    )
  );
}
