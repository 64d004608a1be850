import type { V1Deployment, V1Pod, V1StatefulSet } from "@kubernetes/client-node";
import { isReady, sentence } from "./explain-namespace.ts";
import { type Trouble, troublesOf } from "./pod-trouble.ts";
import { refusedPods } from "./refused-pods.ts";
import type { ClusterWait } from "./watch-until.ts";

/** What does not go away by waiting. */
const LASTING = new Set([
  "ErrImageNeverPull",
  "ImagePullBackOff",
  "InvalidImageName",
  "CreateContainerConfigError",
  "FailedQuota",
  "PodSecurity",
  "NoServiceAccount",
  "LimitRange",
]);
const RESTARTS = 2;

/** A wait without its deadline. */
export type Awaited<K extends "Deployment" | "Pod"> = Omit<ClusterWait<K>, "deadlineMs" | "signal">;

/**
 * For `until`: every replica of a Deployment is of its newest version and ready, and no other is left.
 * @param least how many replicas somebody else, such as an autoscaler, is to have set
 */
export function rolledOut(name: string, least = 0): Awaited<"Deployment" | "Pod"> {
  return {
    what: `Deployment ${name} to be rolled out`,
    kinds: ["Deployment", "Pod"],
    probe({ Deployment }) {
      const found = Deployment.find(({ metadata }) => metadata?.name === name);
      return found ? progressOf(found, least) : `there is no Deployment ${name}`;
    },
    hopeless({ Deployment, Pod }) {
      const found = Deployment.find(({ metadata }) => metadata?.name === name);
      if (!found) return undefined;
      const stalled = found.status?.conditions?.find(
        ({ type, reason }) => type === "Progressing" && reason === "ProgressDeadlineExceeded",
      );
      return hopelessness(found, Pod) ?? (stalled && "its progressDeadlineSeconds are over");
    },
  };
}

/** For `until`: as many pods with these labels are ready, and none that is ready is on its way out. */
export function podsReady(labels: Readonly<Record<string, string>>, count: number): Awaited<"Pod"> {
  const words = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return {
    what: `${count} pod${count === 1 ? "" : "s"} with ${words.join(",")} to be ready`,
    kinds: ["Pod"],
    probe({ Pod }) {
      const ready = chosen(Pod, labels).filter(
        (pod) => isReady(pod) && pod.metadata?.deletionTimestamp === undefined,
      );
      return ready.length === count || `${ready.length} are ready`;
    },
  };
}

function progressOf({ metadata, spec, status }: V1Deployment, least: number): true | string {
  const wanted = spec?.replicas ?? 1;
  if (wanted < least) return `its autoscaler has asked for ${wanted} of ${least} pods`;
  const {
    replicas = 0,
    updatedReplicas = 0,
    availableReplicas = 0,
    observedGeneration = 0,
  } = status ?? {};
  if (observedGeneration < (metadata?.generation ?? 0)) return "it has not been looked at yet";
  if (updatedReplicas < wanted)
    return `${updatedReplicas} of ${wanted} pods are of the new version`;
  if (replicas > updatedReplicas) return `${replicas - updatedReplicas} old pods are left`;
  if (availableReplicas < wanted) return `${availableReplicas} of ${wanted} pods are ready`;
  return true;
}

/** The first trouble of an owner's pods that no waiting mends. */
function hopelessness(
  owner: V1Deployment | V1StatefulSet,
  pods: readonly V1Pod[],
): string | undefined {
  const refused = refusedPods(owner);
  const own = chosen(pods, owner.spec?.selector.matchLabels ?? {});
  const lasting: Trouble[] = own.flatMap((pod) =>
    troublesOf(pod).filter(({ reason }) => LASTING.has(reason) || restartsOf(pod) >= RESTARTS),
  );
  const found = [...(refused && LASTING.has(refused.reason) ? [refused] : []), ...lasting][0];
  return found && sentence(found);
}

function restartsOf({ status }: V1Pod): number {
  const looping = (status?.containerStatuses ?? []).filter(
    ({ state }) => state?.waiting?.reason === "CrashLoopBackOff",
  );
  return Math.max(0, ...looping.map(({ restartCount }) => restartCount));
}

/** Pods with these labels that nobody has told to go. */
export function chosen(pods: readonly V1Pod[], labels: Readonly<Record<string, string>>): V1Pod[] {
  return pods.filter(
    ({ metadata }) =>
      metadata?.deletionTimestamp === undefined &&
      Object.entries(labels).every(([key, value]) => metadata?.labels?.[key] === value),
  );
}
