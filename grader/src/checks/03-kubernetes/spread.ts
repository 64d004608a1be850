import { type ApiWorkload, apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { fewestPods } from "../../engines/manifests/replicas.ts";
import { selects } from "../../engines/manifests/selectors.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

const NODE = "kubernetes.io/hostname";

export const spread: Check<ManifestsContext> = {
  id: "spread",
  title: "The API's pods spread over nodes (read from the manifests)",
  step: 5,
  points: 2,
  why: "Three replicas on one node are one replica.",
  hints: [
    "On which nodes would the scheduler put three pods that it knows nothing more about?",
    "kubectl explain deployment.spec.template.spec.topologySpreadConstraints",
    "topologyKey kubernetes.io/hostname, maxSkew 1, whenUnsatisfiable ScheduleAnyway, the pods' labels.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "spreads over operating systems",
      edits: {
        "base/deployment.yaml": [
          { find: `topologyKey: ${NODE}`, replace: "topologyKey: kubernetes.io/os" },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    const problems = apiWorkloads(manifests)
      .filter((each) => fewestPods(manifests, each) > 1 && !spreads(each))
      .map(
        ({ object, at }) =>
          `${manifests.at(object, at.pod)}: nothing spreads the pods of ${nameOf(object)} over nodes`,
      );
    demandNone(`a topologySpreadConstraint over ${NODE}, or anti-affinity`, problems);
    return undefined;
  },
};

function spreads({ pod, template }: ApiWorkload): boolean {
  const labels = template.metadata?.labels;
  const apart = pod.affinity?.podAntiAffinity;
  const terms = [
    ...(apart?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(apart?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      (each) => each.podAffinityTerm,
    ),
    ...(pod.topologySpreadConstraints ?? []),
  ];
  return terms.some(
    ({ topologyKey, labelSelector }) => topologyKey === NODE && selects(labelSelector, labels),
  );
}
