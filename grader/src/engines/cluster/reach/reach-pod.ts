import type { RunNamespace } from "../run-namespace.ts";
import { LocalForward } from "./local-forward.ts";
import { type Reached, reached } from "./reached.ts";
import { toPod } from "./to-pod.ts";

/** Reaches one pod, whatever its Service would choose, ready or not. */
export async function reachPod(
  namespace: RunNamespace,
  pod: string,
  port = 8000,
): Promise<Reached> {
  const carry = toPod(namespace.cluster, namespace.name, pod, port);
  const local = await LocalForward.open(carry);
  return reached(local.port, `port-forward to ${pod}`, () => local.close());
}
