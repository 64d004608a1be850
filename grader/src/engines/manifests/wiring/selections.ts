import type { V1LabelSelector } from "@kubernetes/client-node";
import { type KubeObject, nameOf } from "../kube-object.ts";
import type { Path } from "../locate.ts";
import type { Manifests } from "../manifests.ts";
import { selects, words } from "../selectors.ts";
import type { Workload } from "../workloads.ts";

/** What guards pods selects some: disruption budgets, network policies, spread constraints. */
export function selectionProblems(manifests: Manifests, workloads: readonly Workload[]): string[] {
  const labels = workloads.map(({ template }) => template.metadata?.labels);
  const nobody = (object: KubeObject, path: Path, selector: V1LabelSelector | undefined) => {
    if (!selector || labels.some((each) => selects(selector, each))) return [];
    const text = `${nameOf(object)} selects ${words(selector)}, which no pod has`;
    return [`${manifests.at(object, path)}: ${text}`];
  };
  return [
    ...manifests
      .of("PodDisruptionBudget")
      .flatMap((budget) => nobody(budget, ["spec", "selector"], budget.spec?.selector)),
    ...manifests
      .of("NetworkPolicy")
      .flatMap((policy) => nobody(policy, ["spec", "podSelector"], policy.spec?.podSelector)),
    ...workloads.flatMap(({ object, pod, at }) =>
      (pod.topologySpreadConstraints ?? []).flatMap(({ labelSelector }, index) =>
        nobody(object, [...at.pod, "topologySpreadConstraints", index], labelSelector),
      ),
    ),
  ];
}
