import type { V1LabelSelector } from "@kubernetes/client-node";
import { nameOf } from "../kube-object.ts";
import type { Manifests } from "../manifests.ts";
import { selects, words } from "../selectors.ts";
import { containersOf, valueAt, type Workload } from "../workloads.ts";

const SELECTING = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

/** A workload finds its own pods, and its containers have names and images. */
export function workloadProblems(manifests: Manifests, workload: Workload): string[] {
  const { object, template, at } = workload;
  const problems: string[] = [];
  if (SELECTING.includes(object.kind)) {
    const selector = valueAt(object, ["spec", "selector"]) as V1LabelSelector | undefined;
    const labels = template.metadata?.labels;
    const where = manifests.at(object, ["spec", selector ? "selector" : "template"]);
    if (!selector?.matchLabels && !selector?.matchExpressions) {
      problems.push(`${where}: ${nameOf(object)} has no spec.selector: which pods are its own?`);
    } else if (!selects(selector, labels)) {
      problems.push(
        `${where}: ${nameOf(object)} selects ${words(selector)}, and its template is labelled ${words(labels)}`,
      );
    }
    if (!labels) {
      const place = manifests.at(object, at.template);
      problems.push(
        `${place}: ${nameOf(object)} gives its pods no labels (template.metadata.labels)`,
      );
    }
  }
  for (const { container, path } of containersOf(workload)) {
    if (!container.image) {
      problems.push(`${manifests.at(object, path)}: container ${container.name} has no image`);
    }
  }
  return problems;
}
