import type { Manifest } from "./manifest.ts";

/**
 * What no submission goes beyond: how many objects it may have, made from inside the cluster too, and
 * how much memory a container gets that names no limit. CPU is left alone: an autoscaler works only
 * for a submission that asks for some.
 */
export const NAMESPACE_BOUNDS: readonly Manifest[] = [
  {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "workshop-objects" },
    spec: {
      hard: {
        pods: "40",
        "count/jobs.batch": "20",
        "count/configmaps": "100",
        "count/secrets": "100",
        "count/services": "20",
        "count/deployments.apps": "20",
        "count/replicasets.apps": "100",
      },
    },
  },
  {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "workshop-memory" },
    spec: {
      limits: [
        { type: "Container", default: { memory: "1Gi" }, defaultRequest: { memory: "64Mi" } },
      ],
    },
  },
];
