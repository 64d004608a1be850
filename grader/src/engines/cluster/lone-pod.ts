import { apiWorkloads } from "../manifests/api.ts";
import { ClusterLost } from "./cluster-lost.ts";
import type { Deployed } from "./deployed.ts";
import { isReady } from "./explain-namespace.ts";
import type { RunNamespace } from "./run-namespace.ts";
import { templatePod } from "./template-pod.ts";

const NAME = "alone";
const READY_MS = 180_000;

/** A pod of the API that no Service leads to, and no controller replaces. */
export interface LonePod extends AsyncDisposable {
  readonly namespace: RunNamespace;
  readonly pod: string;
  /** The container that is the API. */
  readonly container: string;
}

/**
 * Makes a pod from the template of a submission's API, in a namespace beside it, and waits until it is
 * ready: what is done to it, no other check sees.
 * @throws CheckFailure where it does not become ready; as `beside` does
 */
export async function lonePod(standing: Deployed, signal: AbortSignal): Promise<LonePod> {
  const { namespace, manifests } = await standing.beside("baseline", signal);
  const [workload] = apiWorkloads(manifests);
  if (!workload) throw new Error("Nothing is applied yet.");
  const made = {
    namespace,
    pod: NAME,
    container: workload.api.container.name,
    [Symbol.asyncDispose]: () => namespace.discard().catch(unlessLost),
  };
  try {
    await namespace.add("Pod", templatePod(workload, NAME));
    await namespace.until({
      what: "a pod of the API, alone, to be ready",
      kinds: ["Pod"],
      deadlineMs: READY_MS,
      signal,
      probe: ({ Pod: [pod] }) => (pod !== undefined && isReady(pod)) || "it is not",
    });
    return made;
  } catch (error) {
    await namespace.discard().catch(unlessLost);
    throw error;
  }
}

/** What a cluster that is gone still holds, the next run sweeps. */
function unlessLost(error: unknown): void {
  if (!(error instanceof ClusterLost)) throw error;
}
