import type { V1Node, V1Taint } from "@kubernetes/client-node";
import type { Missing } from "../missing.ts";

const AGAIN = "See kubectl describe node, and start the cluster again if it stays so.";

/** Taints that a cluster sets, and takes away itself, with what is to be done meanwhile. */
const SET_BY_CLUSTER: Readonly<Record<string, Missing>> = {
  "node.kubernetes.io/disk-pressure": {
    reason: "has too little disk",
    cure: "Free some of its disk, such as by docker image prune; it opens by itself a few minutes later.",
  },
  "node.kubernetes.io/memory-pressure": {
    reason: "has too little memory",
    cure: "End what takes its memory, or give it more; it opens by itself a few minutes later.",
  },
  "node.kubernetes.io/pid-pressure": {
    reason: "has too many processes",
    cure: "End what starts them; it opens by itself a few minutes later.",
  },
  "node.kubernetes.io/network-unavailable": {
    reason: "has no network yet",
    cure: "See that the network's own pods run: kubectl get pods -n kube-system.",
  },
  "node.cloudprovider.kubernetes.io/uninitialized": {
    reason: "is not yet known to the cloud",
    cure: "Wait a minute, or see that the cloud's controller runs: kubectl get pods -n kube-system.",
  },
};

/** Why a node takes no pods, and what opens it; undefined where it takes them. */
export function whyClosed({ metadata, spec, status }: V1Node): Missing | undefined {
  const name = metadata?.name ?? "";
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  if (ready?.status !== "True") {
    const why = [ready?.reason, ready?.message].filter(Boolean).join(": ");
    return { reason: `${name} is not ready${why && ` (${why})`}`, cure: AGAIN };
  }
  if (spec?.unschedulable)
    return { reason: `${name} is cordoned`, cure: `Open it by kubectl uncordon ${name}.` };
  const taint = spec?.taints?.find(({ effect }) => effect !== "PreferNoSchedule");
  return taint && byTaint(name, taint);
}

function byTaint(node: string, { key, value, effect }: V1Taint): Missing {
  const taint = `${key}${value ? `=${value}` : ""}:${effect}`;
  const known = SET_BY_CLUSTER[key];
  if (known) return { reason: `${node} ${known.reason} (taint ${taint})`, cure: known.cure };
  return {
    reason: `${node} has the taint ${taint}`,
    cure: `If pods may run on it: kubectl taint nodes ${node} ${key}:${effect}-`,
  };
}
