import type { V1StorageClass } from "@kubernetes/client-node";
import { ApiRefusal } from "./api-refusal.ts";
import type { Cluster } from "./cluster.ts";
import type { ListOf } from "./follow.ts";
import { nodesOf } from "./nodes.ts";

export interface NodeFacts {
  readonly name: string;
  /** Such as "linux/amd64". */
  readonly platform: string;
  readonly runtime: string;
  /** CPUs, and bytes, that no pod has asked for. */
  readonly freeCpus: number;
  readonly freeMemory: number;
}

/** What a cluster says of itself. */
export interface ClusterFacts {
  readonly version: string;
  readonly nodes: readonly NodeFacts[];
  /** Whether it measures its pods, as autoscalers need it. */
  readonly metrics: boolean;
  readonly storageClass: string | undefined;
}

/** Asks a cluster for its version, its nodes and what they have left, its metrics and storage. */
export async function factsOf(cluster: Cluster): Promise<ClusterFacts> {
  const [{ gitVersion }, nodes, metrics, classes] = await Promise.all([
    cluster.json<{ gitVersion: string }>({ path: "/version" }),
    nodeFacts(cluster),
    hasMetrics(cluster),
    cluster.json<ListOf<V1StorageClass>>({ path: "/apis/storage.k8s.io/v1/storageclasses" }),
  ]);
  const storage = classes.items.find(
    ({ metadata }) =>
      metadata?.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true",
  );
  return { version: gitVersion, nodes, metrics, storageClass: storage?.metadata?.name };
}

async function nodeFacts(cluster: Cluster): Promise<NodeFacts[]> {
  const { CoreV1Api, topNodes } = await import("@kubernetes/client-node");
  const [nodes, used] = await Promise.all([
    nodesOf(cluster),
    topNodes(cluster.config.makeApiClient(CoreV1Api)),
  ]);
  return nodes.map(({ metadata, status }) => {
    const name = metadata?.name ?? "";
    const { CPU, Memory } = used.find(({ Node }) => Node.metadata?.name === name) ?? {};
    const { operatingSystem, architecture, containerRuntimeVersion = "" } = status?.nodeInfo ?? {};
    return {
      name,
      platform: `${operatingSystem}/${architecture}`,
      runtime: containerRuntimeVersion,
      freeCpus: Number(CPU?.Capacity ?? 0) - Number(CPU?.RequestTotal ?? 0),
      freeMemory: Number(Memory?.Capacity ?? 0) - Number(Memory?.RequestTotal ?? 0),
    };
  });
}

/** Whether a cluster measures its pods, as autoscalers need it. */
export async function hasMetrics(cluster: Cluster): Promise<boolean> {
  try {
    const path = "/apis/metrics.k8s.io/v1beta1/nodes";
    const { items } = await cluster.json<ListOf<unknown>>({ path });
    return items.length > 0;
  } catch (error) {
    if (error instanceof ApiRefusal) return false;
    throw error;
  }
}
