import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { type Deployed, isOf } from "../../engines/cluster/deployed.ts";
import { isReady } from "../../engines/cluster/explain-namespace.ts";
import { recoveryAt } from "../../engines/cluster/recovery.ts";
import { TIMEOUT_MS, type Traffic } from "../../engines/cluster/traffic.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

const READY_MS = 75_000;
/** Three windows of two seconds. */
const LEAST_MS = 6000;
const MOST_MS = 40_000;
const PAUSE_MS = 2000;
/** A p99 below it is no overload, and one that goes up within it no harm. */
const OVERLOAD_MS = 500;

export interface Added {
  /** The pods that were there before. */
  readonly old: readonly (string | undefined)[];
  readonly traffic: Traffic;
}

/**
 * Waits until a pod that the autoscaler has added serves, and compares what clients wait then with
 * what they waited before. That is judged where there was an overload, and the client is not what was
 * slow: where client and pods share a few CPUs more pods bring no more of them.
 * @throws CheckFailure where the new pods do not serve, or do not help
 */
export async function relief(
  context: KubernetesContext,
  deployed: Deployed,
  { old, traffic }: Added,
): Promise<string[]> {
  let room = true;
  context.progress("waiting for a pod that was added to serve");
  await deployed.namespace.until({
    what: "a pod that was added to be ready",
    kinds: ["Pod"],
    deadlineMs: READY_MS,
    signal: context.signal,
    probe({ Pod }) {
      const added = Pod.filter(
        (pod) => !old.includes(pod.metadata?.name) && deployed.apis.some((each) => isOf(pod, each)),
      );
      room = added.length === 0 || added.some((pod) => !hasNoRoom(pod));
      return !room || added.some(isReady) || `${added.length} were added, and none is ready`;
    },
  });
  if (!room) return ["no node has room for more pods"];
  const moment = traffic.seconds;
  await sleep(LEAST_MS, undefined, { signal: context.signal });
  for (;;) {
    const { worst = 0, best = TIMEOUT_MS } = recoveryAt(moment, traffic.waits);
    const told = `p99 ${Math.round(worst)} ms at worst, ${Math.round(best)} ms once more pods served`;
    const calm = worst < OVERLOAD_MS ? `below ${OVERLOAD_MS} ms nobody was overloaded` : undefined;
    const why = calm ?? traffic.starved;
    if (why !== undefined) return [`${told} (not judged: ${why})`];
    if (best < worst) return [told];
    const seconds = Math.round(traffic.seconds - moment);
    if (seconds * 1000 >= MOST_MS) {
      if (best >= TIMEOUT_MS) return [`${told} (not judged: more is asked than they can answer)`];
      const expected = `a p99 below the worst within ${seconds} s of more pods`;
      throw new CheckFailure(expected, told, {});
    }
    await sleep(PAUSE_MS, undefined, { signal: context.signal });
  }
}

function hasNoRoom({ status }: V1Pod): boolean {
  return (status?.conditions ?? []).some(({ reason }) => reason === "Unschedulable");
}
