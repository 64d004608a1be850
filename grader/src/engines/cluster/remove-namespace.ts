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
 * Deletes a namespace and waits until it is gone. Pods get no time to end, and finalizers that nobody
 * takes away are taken away.
 */
export async function removeNamespace(cluster: Cluster, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${name}`;
  await cluster.call({ method: "DELETE", path }).catch(unlessGone);
  await endPods(1);
  const gone = new AbortController();
  const timeout = AbortSignal.timeout(GONE_MS);
  const over = AbortSignal.any([gone.signal, timeout]);
  const query = { fieldSelector: `metadata.name=${name}` };
  let held = false;
  const followed = follow<V1Namespace>(
    cluster,
    { path: "/api/v1/namespaces", query },
    over,
    ([namespace]) => {
      if (!namespace) return gone.abort();
      held ||= isHeld(namespace);
    },
  );
  const freed = release();
  await Promise.all([followed, freed]);
  if (!gone.signal.aborted) {
    throw new Error(`The namespace ${name} was not gone after ${GONE_MS / 1000} s.`);
  }

  async function release(): Promise<void> {
    const start = performance.now();
    while (!over.aborted) {
      await sleep(PATIENCE_MS, undefined, { signal: over }).catch(() => {});
      if (!over.aborted && held) await releaseFinalizers(cluster, name);
      // Forgotten, they may still run for a while: only where their node does not say that they ended.
      if (!over.aborted && performance.now() - start > FORGET_MS) await endPods(0);
    }
  }

  async function endPods(gracePeriodSeconds: number): Promise<void> {
    const query = { gracePeriodSeconds };
    await cluster.call({ method: "DELETE", path: `${path}/pods`, query }).catch(unlessGone);
  }
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
