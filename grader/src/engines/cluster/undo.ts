import type { KubernetesObject, V1Deployment, V1ReplicaSet } from "@kubernetes/client-node";
import { ContractFailure } from "@workshop/serving/http-contract";
import type { RunNamespace } from "./run-namespace.ts";

const REVISION = "deployment.kubernetes.io/revision";

/**
 * Gives a Deployment the pod template that it had before: what kubectl rollout undo does.
 * @throws ContractFailure where no earlier one was kept
 */
export async function undo(
  namespace: RunNamespace,
  { kind, metadata }: KubernetesObject,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const name = metadata?.name ?? "";
  if (kind !== "Deployment") return;
  const deployment = await namespace.read<V1Deployment>("Deployment", name);
  const sets = await namespace.list<V1ReplicaSet>("ReplicaSet");
  const own = sets.filter(({ metadata: set }) =>
    set?.ownerReferences?.some(({ uid }) => uid === deployment?.metadata?.uid),
  );
  const [, previous] = own.sort((one, other) => revisionOf(other) - revisionOf(one));
  const pod = previous?.spec?.template?.spec;
  if (!previous || !pod) {
    const kept = `an earlier revision of Deployment ${name} to go back to (revisionHistoryLimit)`;
    throw new ContractFailure(kept, "none");
  }
  const { metadata: template } = previous.spec?.template ?? {};
  const { "pod-template-hash": _hash, ...labels } = template?.labels ?? {};
  await namespace.replaceTemplate(name, { metadata: { ...template, labels }, spec: pod });
}

function revisionOf({ metadata }: V1ReplicaSet): number {
  return Number(metadata?.annotations?.[REVISION] ?? 0);
}
