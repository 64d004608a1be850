import { CheckFailure } from "../../checks/check-failure.ts";
import { NotRun } from "../../checks/undecided.ts";
import { ask } from "../../engines/ask-command.ts";
import type { Cluster } from "../../engines/cluster/cluster.ts";
import { type ClusterFacts, factsOf } from "../../engines/cluster/cluster-facts.ts";
import { findCluster } from "../../engines/cluster/find-cluster.ts";
import { chooseAdapter, loadImage } from "../../engines/cluster/images/load-image.ts";
import { enforcesNetworkPolicy } from "../../engines/cluster/network-policy.ts";
import { newRunId } from "../../engines/docker/run-id.ts";
import { shorten } from "../../engines/docker/shorten.ts";
import type { Finding } from "./finding.ts";

const EXERCISES = "3 and 6";
const IMAGE = "node:24-bookworm-slim";
const GIB = 2 ** 30;
/** What three replicas, and those that a rollout adds, ask for. */
const CPUS = 1;
const MEMORY_GIB = 1;

/** The cluster that would be graded on, and what it can; one finding where there is none. */
export async function clusterFindings(onProgress: (text: string) => void): Promise<Finding[]> {
  const { cluster, missing } = await findCluster();
  if (cluster) return findingsOf(cluster, onProgress);
  const { reason: found, cure } = missing;
  return [{ subject: "cluster", ok: false, neededBy: EXERCISES, found, cure }];
}

/** What a cluster can. */
export async function findingsOf(
  cluster: Cluster,
  onProgress: (text: string) => void,
): Promise<Finding[]> {
  try {
    return await asked(cluster, onProgress);
  } catch (error) {
    const why = shorten(error instanceof Error ? error.message : String(error));
    const found = `${cluster.context} at ${cluster.server} does not say what it is: ${why}`;
    const cure = `See that kubectl --context ${cluster.context} describe nodes answers.`;
    return [{ subject: "cluster", ok: false, neededBy: EXERCISES, found, cure }];
  }
}

async function asked(cluster: Cluster, onProgress: (text: string) => void): Promise<Finding[]> {
  const facts = await factsOf(cluster);
  const adapter = await chooseAdapter(cluster);
  return [
    ok("cluster", `${cluster.context} at ${cluster.server}, Kubernetes ${facts.version}`),
    ...nodes(facts),
    ok("images", `brought into the cluster by: ${adapter.name}`),
    metrics(cluster, facts),
    ok("storage", facts.storageClass ?? "no default class; no exercise needs one"),
    await networkPolicy(cluster, onProgress),
  ];
}

function ok(subject: string, found: string): Finding {
  return { subject, ok: true, neededBy: EXERCISES, found, cure: "" };
}

function nodes({ nodes: all }: ClusterFacts): Finding[] {
  return all.map(({ name, platform, runtime, freeCpus, freeMemory }) => {
    const memory = freeMemory / GIB;
    const free = `${freeCpus.toFixed(1)} CPUs and ${memory.toFixed(1)} GiB that no pod has asked for`;
    return {
      subject: "node",
      ok: all.length > 1 || (freeCpus >= CPUS && memory >= MEMORY_GIB),
      neededBy: EXERCISES,
      found: `${name}, ${platform}, ${runtime}, ${free}`,
      cure: `Make room for ${CPUS} CPU and ${MEMORY_GIB} GiB: remove what runs there, or give it more.`,
    };
  });
}

function metrics({ context }: Cluster, facts: ClusterFacts): Finding {
  const where = "https://github.com/kubernetes-sigs/metrics-server#installation";
  return {
    subject: "metrics",
    ok: facts.metrics,
    neededBy: `${EXERCISES}, for autoscaling`,
    found: facts.metrics
      ? "the metrics API answers"
      : "no metrics API, and autoscalers see nothing",
    cure:
      context === "minikube"
        ? "minikube addons enable metrics-server."
        : `Install metrics-server: ${where} (with --kubelet-insecure-tls on a local cluster).`,
  };
}

async function networkPolicy(
  cluster: Cluster,
  onProgress: (text: string) => void,
): Promise<Finding> {
  const finding = { subject: "NetworkPolicy", neededBy: `${EXERCISES}, where it can be tried` };
  const cure = "kind from 0.24 on, k3d, and minikube start --cni calico enforce it.";
  const run = newRunId();
  try {
    const inDocker = await ask("docker", "image", "inspect", "--format", "{{.Id}}", IMAGE);
    if (!inDocker.ok) throw new NotRun(`no image ${IMAGE} in Docker`, `docker pull ${IMAGE}.`);
    const image = await loadImage(cluster, IMAGE, { run, reuse: true, onProgress });
    onProgress("trying whether NetworkPolicy is enforced");
    const enforced = await enforcesNetworkPolicy(cluster, run, image);
    const found = enforced ? "enforced, as tried" : "accepted and not enforced, as tried";
    return { ...finding, ok: enforced, found, cure };
  } catch (error) {
    const told = error instanceof NotRun || error instanceof CheckFailure;
    if (!told) throw error;
    const found = `not tried: ${error instanceof NotRun ? error.message : error.received}`;
    return { ...finding, ok: false, found, cure: error instanceof NotRun ? error.cure : cure };
  }
}
