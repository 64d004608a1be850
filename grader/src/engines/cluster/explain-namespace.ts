import type { CoreV1Event, V1Deployment, V1Pod, V1StatefulSet } from "@kubernetes/client-node";
import { eventLines, inOrder } from "./events.ts";
import type { Trouble } from "./pod-trouble.ts";
import { troublesOf } from "./pod-trouble.ts";
import { refusal, refusedPods } from "./refused-pods.ts";

/** What a namespace holds, as far as its pods' troubles can be told from it. */
export interface Situation {
  readonly pods: readonly V1Pod[];
  readonly owners: readonly (V1Deployment | V1StatefulSet)[];
  readonly events: readonly CoreV1Event[];
}

/** A situation in words. */
export interface Explanation {
  /** What is wrong, with its cure; empty where nothing is. */
  readonly troubles: readonly Trouble[];
  /** The pods' conditions, then what happened. */
  readonly lines: readonly string[];
  /** The pod whose log says most. */
  readonly worst: V1Pod | undefined;
}

/** Finds the troubles in a namespace, each once though many pods have it. */
export function explain({ pods, owners, ...situation }: Situation): Explanation {
  const events = inOrder(situation.events);
  const found = [
    ...pods.flatMap(troublesOf),
    ...owners.flatMap((owner) => refusedPods(owner) ?? []),
    ...statefulRefusals(owners, events),
    ...pods.flatMap((pod) => probeTrouble(pod, events) ?? []),
  ];
  const troubles = found.filter(
    ({ reason, words }, index) =>
      found.findIndex((each) => each.reason === reason && each.words === words) === index,
  );
  const names = new Set(troubles.map(({ pod }) => pod));
  return {
    troubles,
    lines: [...pods.map(conditionsOf), ...eventLines(events)],
    worst:
      pods.find(({ metadata }) => names.has(metadata?.name ?? "")) ??
      pods.find((pod) => !isReady(pod)) ??
      pods[0],
  };
}

/** Whether a pod gets traffic. */
export function isReady(pod: V1Pod): boolean {
  const conditions = pod.status?.conditions ?? [];
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

/** A trouble with its cure, as a sentence. */
export function sentence({ pod, reason, words, cure }: Trouble): string {
  return `${pod}: ${reason}: ${words}. ${cure}`;
}

function conditionsOf(pod: V1Pod): string {
  const { conditions = [], phase } = pod.status ?? {};
  const unmet = conditions
    .filter(({ status }) => status !== "True")
    .map(({ type, reason, message }) => `not ${type} (${message ?? reason ?? "no reason"})`);
  return `pod ${pod.metadata?.name}: ${[phase, ...unmet].join(", ")}`;
}

/** A StatefulSet has no condition for it, and its events tell. */
function statefulRefusals(owners: Situation["owners"], events: readonly CoreV1Event[]): Trouble[] {
  const names = new Set(owners.map(({ metadata }) => metadata?.name));
  return events
    .filter(({ reason, involvedObject: { kind, name } }) => {
      return reason === "FailedCreate" && kind === "StatefulSet" && names.has(name);
    })
    .slice(-1)
    .map(({ involvedObject, message }) => refusal(involvedObject.name ?? "", message ?? ""));
}

/** The last failed probe of a pod that runs and is not ready. */
function probeTrouble(pod: V1Pod, events: readonly CoreV1Event[]): Trouble | undefined {
  const name = pod.metadata?.name ?? "";
  if (pod.status?.phase !== "Running" || isReady(pod)) return undefined;
  const message = events
    .filter(({ reason, involvedObject }) => reason === "Unhealthy" && involvedObject.name === name)
    .at(-1)?.message;
  if (message === undefined) return undefined;
  const [, probe = "A"] = /^(\w+) probe failed/.exec(message) ?? [];
  const cure =
    "Look at the probe's path and port, and at what the process answers there: its last lines are below.";
  return { pod: name, reason: `${probe}ProbeFailed`, words: message.trim(), cure };
}
