import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { exitWords } from "../docker/exit-words.ts";
import { shorten } from "../docker/shorten.ts";

/** What keeps a pod from running, in words, with the cure. */
export interface Trouble {
  readonly pod: string;
  /** Kubernetes' own word: CrashLoopBackOff, OOMKilled, Unschedulable, … */
  readonly reason: string;
  readonly words: string;
  readonly cure: string;
}

type Words = (status: V1ContainerStatus, message: string) => readonly [words: string, cure: string];

const noImage: Words = ({ image }, message) => [
  `the node cannot fetch the image ${image} (${message})`,
  "Check its name and tag; a private registry wants imagePullSecrets, and an image that was loaded " +
    "into the cluster wants imagePullPolicy: IfNotPresent.",
];
const noStart: Words = ({ name }, message) => [
  `the container ${name} cannot be started: ${message}`,
  "Compare command and args with what the image holds.",
];

const WAITING: Readonly<Record<string, Words>> = {
  ErrImagePull: noImage,
  ImagePullBackOff: noImage,
  ErrImageNeverPull: ({ image }) => [
    `the image ${image} is not on the node, and imagePullPolicy: Never forbids to fetch it`,
    "Load the image into the cluster, under exactly this name.",
  ],
  InvalidImageName: ({ image }) => [
    `${image} is no image's name`,
    "Write it as name:tag, in small letters.",
  ],
  CreateContainerConfigError: ({ name }, message) => [
    `the container ${name} cannot be configured: ${message}`,
    /root/.test(message)
      ? "runAsNonRoot wants an image with a numeric USER, or runAsUser beside it."
      : "Names and keys must be those of a ConfigMap or Secret in the same namespace.",
  ],
  CreateContainerError: noStart,
  RunContainerError: noStart,
  StartError: noStart,
};

/** Everything that is wrong with a pod as it stands now; empty where it is fine or on its way. */
export function troublesOf(pod: V1Pod): Trouble[] {
  const name = pod.metadata?.name ?? "";
  const found: Trouble[] = [];
  const add = (reason: string, words: string, cure: string) =>
    found.push({ pod: name, reason, words, cure });
  const { conditions = [], containerStatuses, initContainerStatuses } = pod.status ?? {};
  const scheduled = conditions.find(({ type }) => type === "PodScheduled");
  if (scheduled?.reason === "Unschedulable") {
    const message = shorten(scheduled.message ?? "");
    add("Unschedulable", `no node takes it: ${message}`, schedulingCure(message));
  }
  if (pod.status?.reason === "Evicted") {
    const message = shorten(pod.status.message ?? "");
    add("Evicted", `the node evicted it: ${message}`, "Give it requests that it keeps to.");
  }
  for (const status of [...(initContainerStatuses ?? []), ...(containerStatuses ?? [])]) {
    const { waiting } = status.state ?? {};
    const words = WAITING[waiting?.reason ?? ""];
    if (waiting && words) {
      add(waiting.reason ?? "", ...words(status, shorten(waiting.message ?? "")));
    } else {
      ended(status, add);
    }
  }
  return found;
}

/** Ends of a container whose process never began, so that it has no last lines. */
const NEVER_RAN = new Set(["StartError", "ContainerCannotRun"]);

function ended(
  status: V1ContainerStatus,
  add: (reason: string, words: string, cure: string) => void,
): void {
  const { name, state, lastState, restartCount } = status;
  const end = state?.terminated ?? lastState?.terminated;
  if (!end || (end.exitCode === 0 && state?.waiting?.reason !== "CrashLoopBackOff")) return;
  if (NEVER_RAN.has(end.reason ?? "")) {
    add("StartError", ...noStart(status, shorten(end.message ?? "no reason given")));
    return;
  }
  const oomKilled = end.reason === "OOMKilled";
  const loops = state?.waiting?.reason === "CrashLoopBackOff";
  const times =
    restartCount > 0
      ? `, and was restarted ${restartCount === 1 ? "once" : `${restartCount} times`}`
      : "";
  const words = `the container ${name} ended with ${exitWords({ exitCode: end.exitCode, oomKilled })}${times}`;
  if (oomKilled) {
    add("OOMKilled", words, "Raise resources.limits.memory above what the process needs.");
  } else if (loops || state?.terminated) {
    const cure =
      end.exitCode === 137 || end.exitCode === 143
        ? "A probe may have ended it: look at the events, and give a slow start a startupProbe."
        : "Its last lines say why it ends.";
    add(loops ? "CrashLoopBackOff" : "Error", words, cure);
  }
}

function schedulingCure(message: string): string {
  if (/Insufficient (cpu|memory)/.test(message)) {
    return "Lower resources.requests, or make room: kubectl describe nodes shows what is taken.";
  }
  if (/topology spread|anti-affinity|affinity/.test(message)) {
    return "Loosen the rule, such as whenUnsatisfiable: ScheduleAnyway: there are too few nodes for it.";
  }
  if (/taint/.test(message)) return "The node is reserved or not ready: kubectl describe nodes.";
  return "kubectl describe pod says which rule no node meets.";
}
