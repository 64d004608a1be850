import type { V1Pod } from "@kubernetes/client-node";
import type { Workload } from "../manifests/workloads.ts";

/** A pod as a workload's controller makes it, but with a name and no controller. */
export function templatePod({ template, pod }: Workload, name: string): V1Pod {
  const { labels, annotations } = template.metadata ?? {};
  const metadata = { name, ...(labels && { labels }), ...(annotations && { annotations }) };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: pod };
}
