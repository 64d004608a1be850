import { setTimeout as sleep } from "node:timers/promises";
import type { V1PodTemplateSpec } from "@kubernetes/client-node";
import { exceededQuota } from "./exceeded-quota.ts";
import { refusal } from "./refused-pods.ts";
import type { RunNamespace } from "./run-namespace.ts";

const QUOTA = "team";
/** Less than any pod asks for. CPU has no limit here: a pod may well have none. */
const HARD = { "requests.cpu": "1m", "requests.memory": "1Mi", "limits.memory": "1Mi" } as const;
const COUNTED_MS = 20_000;
const TRIES = 10;
const PAUSE_MS = 500;

/** Gives a namespace a quota that leaves next to nothing, and takes the memory that pods get unasked. */
export async function tightQuota(namespace: RunNamespace, signal: AbortSignal): Promise<void> {
  await namespace.delete("LimitRange", "workshop-memory");
  await namespace.apply([
    { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: QUOTA }, spec: { hard: HARD } },
  ]);
  await namespace.until({
    what: `the quota ${QUOTA} to be counted`,
    kinds: ["ResourceQuota"],
    deadlineMs: COUNTED_MS,
    signal,
    probe({ ResourceQuota }) {
      const found = ResourceQuota.find(({ metadata }) => metadata?.name === QUOTA);
      const counted = Object.keys(HARD).every((key) => found?.status?.used?.[key] !== undefined);
      return counted || "it is not yet";
    },
  });
}

/** What such a namespace says to a pod, in words. */
export interface Admission {
  /** Why the pod would be refused for anything but the quota's size; undefined where it would not. */
  readonly problem?: string;
  /** What the quota says to it. */
  readonly words?: string;
}

/**
 * Asks the API server whether it would admit a pod of this template: by Pod Security, which comes
 * first, and by the quota, which has to count all that it limits.
 */
export async function admissionOf(
  namespace: RunNamespace,
  owner: string,
  { metadata, spec }: V1PodTemplateSpec,
): Promise<Admission> {
  const { labels, annotations } = metadata ?? {};
  const named = { name: "asked", labels, annotations };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: named, spec };
  for (let left = TRIES; ; left -= 1) {
    const message = await namespace.refusalOf("Pod", pod);
    // What counts quotas in the API server hears of a new one a moment later than others.
    const early = message === undefined || /status unknown for quota/.test(message);
    if (early && left > 0) {
      await sleep(PAUSE_MS);
      continue;
    }
    if (message === undefined) {
      return { problem: `${owner}: the quota ${QUOTA} counts nothing that its pods ask for` };
    }
    const { reason, words, cure } = refusal(owner, message);
    const told = `${owner}: ${reason}: ${words}. ${cure}`;
    const exceeded = exceededQuota(message);
    if (exceeded?.quota !== QUOTA) return { problem: told };
    const free = Object.keys(HARD).filter((key) => !exceeded.resources.includes(key));
    if (free.length === 0) return { words: told };
    const [first = ""] = free;
    const cureOf = `Give the containers ${first.replace(".", ": ")}: more than nothing.`;
    return { problem: `${owner}: no quota counts its ${free.join(", ")}. ${cureOf}` };
  }
}
