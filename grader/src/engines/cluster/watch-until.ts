import type {
  CoreV1Event,
  V1Deployment,
  V1EndpointSlice,
  V1Job,
  V1Pod,
  V1ReplicaSet,
  V1ResourceQuota,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from "@kubernetes/client-node";
import { NeverHappened } from "../wait.ts";
import type { Cluster } from "./cluster.ts";
import { follow } from "./follow.ts";
import { findKind, pathOf } from "./kinds.ts";

/** The kinds that can be waited for, each with its type. */
export interface Objects {
  Pod: V1Pod;
  Deployment: V1Deployment;
  StatefulSet: V1StatefulSet;
  ReplicaSet: V1ReplicaSet;
  Job: V1Job;
  Service: V1Service;
  ServiceAccount: V1ServiceAccount;
  EndpointSlice: V1EndpointSlice;
  ResourceQuota: V1ResourceQuota;
  HorizontalPodAutoscaler: V2HorizontalPodAutoscaler;
  Event: CoreV1Event;
}

/** All objects of a namespace, of the kinds that a wait looks at. */
export type Seen<K extends keyof Objects> = { readonly [Name in K]: readonly Objects[Name][] };

export interface ClusterWait<K extends keyof Objects> {
  /** What is waited for, as it stands in the message: "three pods to be ready". */
  readonly what: string;
  readonly kinds: readonly K[];
  /** True once it has happened; a string says what was seen instead. Asked after each change. */
  readonly probe: (seen: Seen<K>) => true | string;
  /** Why it will not happen any more; it is believed when it has been so for three seconds. */
  readonly hopeless?: (seen: Seen<K>) => string | undefined;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

const BELIEVED_MS = 3000;

/**
 * Waits by watches until the probe says true.
 * @throws NeverHappened after the deadline, or where it is hopeless; ClusterLost
 */
export async function watchUntil<K extends keyof Objects>(
  cluster: Cluster,
  namespace: string,
  wait: ClusterWait<K>,
): Promise<void> {
  const { what, kinds, probe, hopeless, deadlineMs } = wait;
  const over = new AbortController();
  const { promise: decided, resolve, reject } = Promise.withResolvers<void>();
  const all = new Map<K, readonly unknown[]>();
  let seen = "nothing yet";
  let doubt: { reason: string; timer: NodeJS.Timeout } | undefined;
  const never = (reason: string, told: string) => reject(new NeverHappened(told, reason));

  const look = () => {
    if (all.size < kinds.length) return;
    try {
      const objects = Object.fromEntries(all) as unknown as Seen<K>;
      const answer = probe(objects);
      if (answer === true) return resolve();
      seen = answer;
      const reason = hopeless?.(objects);
      if (reason === doubt?.reason) return;
      clearTimeout(doubt?.timer);
      doubt = reason === undefined ? undefined : { reason, timer: believe(reason) };
    } catch (error) {
      reject(error);
    }
  };
  const believe = (reason: string) =>
    setTimeout(() => never(reason, `Waited for ${what}; ${reason}.`), BELIEVED_MS);

  const timer = setTimeout(
    () => never(seen, `Waited ${deadlineMs / 1000} s for ${what}; last seen: ${seen}.`),
    deadlineMs,
  );
  const onEnd = () => never("the check was ended", `Waited for ${what}; the check was ended.`);
  wait.signal?.addEventListener("abort", onEnd, { once: true });
  if (wait.signal?.aborted) onEnd();
  try {
    for (const name of kinds) {
      const kind = findKind(name);
      if (!kind) throw new Error(`There is no kind ${name}.`);
      const path = pathOf(kind, namespace);
      follow(cluster, { path }, over.signal, (objects) => {
        all.set(name, objects);
        look();
      }).catch(reject);
    }
    await decided;
  } finally {
    over.abort();
    clearTimeout(timer);
    clearTimeout(doubt?.timer);
    wait.signal?.removeEventListener("abort", onEnd);
  }
}
