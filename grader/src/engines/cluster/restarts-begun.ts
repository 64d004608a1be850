import type { CoreV1Event } from "@kubernetes/client-node";
import type { Deployed } from "./deployed.ts";
import { restartsOf } from "./restarts.ts";

/**
 * How often the kubelet has begun to restart the API of a deployed submission. One that drains for a
 * while is counted by its pod only when it has ended.
 */
export async function restartsBegun(deployed: Deployed): Promise<number> {
  const container = deployed.apis[0]?.api.container.name ?? "";
  const pods = await deployed.apiPods();
  const ended = pods.reduce((sum, pod) => sum + restartsOf(pod, container), 0);
  const names = pods.map(({ metadata }) => metadata?.name);
  const events = await deployed.namespace.list<CoreV1Event>("Event");
  const killed = events
    .filter(({ reason, message = "", involvedObject: { name } }) => {
      return reason === "Killing" && /liveness probe/.test(message) && names.includes(name);
    })
    .reduce((sum, { count = 1 }) => sum + count, 0);
  return Math.max(ended, killed);
}
