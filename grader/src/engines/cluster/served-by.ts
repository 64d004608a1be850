import type { Deployed } from "./deployed.ts";

const COUNT = /^http_request_duration_seconds_count\{(?=[^}]*route="\/predict")[^}]*\} (\S+)/gm;

/** How many requests for predictions each ready pod of the API has answered, by the pod's name. */
export async function servedBy(deployed: Deployed): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const { metadata } of await deployed.readyPods()) {
    const pod = metadata?.name ?? "";
    const text = await deployed.namespace.get(pod, "/metrics");
    const counts = [...text.matchAll(COUNT)].map(([, count]) => Number(count));
    found.set(
      pod,
      counts.reduce((sum, count) => sum + count, 0),
    );
  }
  return found;
}
