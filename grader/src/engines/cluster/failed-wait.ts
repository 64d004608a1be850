import type { CoreV1Event, V1Deployment, V1Pod, V1StatefulSet } from "@kubernetes/client-node";
import { CheckFailure } from "../../checks/check-failure.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { explain, sentence } from "./explain-namespace.ts";
import type { RunNamespace } from "./run-namespace.ts";

/** Tells of a wait that was in vain: what was seen, the pods' troubles, conditions, events, last lines. */
export async function failedWait(
  namespace: RunNamespace,
  { what, deadlineMs }: { readonly what: string; readonly deadlineMs: number },
  seen: string,
): Promise<CheckFailure> {
  const [pods, deployments, statefulSets, events] = await Promise.all([
    namespace.pods(),
    namespace.list<V1Deployment>("Deployment"),
    namespace.list<V1StatefulSet>("StatefulSet"),
    namespace.list<CoreV1Event>("Event"),
  ]);
  const owners = [...deployments, ...statefulSets];
  const { troubles, lines, worst } = explain({ pods, owners, events });
  const sentences = troubles.map(sentence);
  const [further] = sentences.filter((each) => !seen.includes(each));
  const log = worst ? await lastWords(namespace, worst) : [];
  return new CheckFailure(
    `${what} within ${deadlineMs / 1000} s`,
    further === undefined ? seen : `${seen}; ${further}`,
    { lines: [...sentences, ...lines, ...log] },
  );
}

/** The log of the container that is in trouble; of the run before, where it was restarted. */
async function lastWords(namespace: RunNamespace, pod: V1Pod): Promise<string[]> {
  const name = pod.metadata?.name ?? "";
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  const status = statuses.find(({ ready, started }) => !ready || !started) ?? statuses[0];
  if (!status) return [];
  const previous = status.restartCount > 0 && status.state?.running === undefined;
  try {
    const said = await namespace.logs(name, { container: status.name, previous });
    return [`last lines of ${name}, ${status.name}:`, ...said];
  } catch (error) {
    if (error instanceof ApiRefusal) return [];
    throw error;
  }
}
