import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import { fewestPods } from "../../engines/manifests/replicas.ts";
import { selects } from "../../engines/manifests/selectors.ts";
import { share } from "../../engines/manifests/share.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const disruptionBudget: Check<ManifestsContext> = {
  id: "disruption-budget",
  title: "A PodDisruptionBudget lets nodes be drained, and never of all pods at once (read)",
  step: 5,
  points: 2,
  why: "The yearly upgrade drains node after node: with no budget all at once, with a wrong one never.",
  hints: [
    "kubectl get poddisruptionbudget: what stands under ALLOWED DISRUPTIONS?",
    "A budget counts the pods that its selector finds; one that allows nothing blocks every upgrade.",
    "policy/v1, maxUnavailable: 1, and the labels of the API's pods.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "allows no eviction at all",
      edits: {
        "base/disruption-budget.yaml": [
          { find: "maxUnavailable: 1", replace: "maxUnavailable: 0" },
        ],
      },
    },
    {
      title: "allows to evict all",
      edits: {
        "base/disruption-budget.yaml": [
          { find: "maxUnavailable: 1", replace: "maxUnavailable: 100%" },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    const workloads = apiWorkloads(manifests);
    const budgets = manifests.of("PodDisruptionBudget");
    for (const workload of workloads) {
      const { object, template } = workload;
      // One pod alone, such as a canary, is covered by those beside it.
      const least = fewestPods(manifests, workload) > 1 ? 1 : 0;
      const own = budgets.filter(({ spec }) => selects(spec?.selector, template.metadata?.labels));
      const names = own.map(({ metadata }) => metadata.name).join(", ");
      const right = own.length >= least && own.length <= 1;
      demand(right, `one PodDisruptionBudget for the pods of ${nameOf(object)}`, names || "none");
    }
    for (const budget of budgets) {
      const { selector, minAvailable, maxUnavailable } = budget.spec ?? {};
      const pods = workloads
        .filter(({ template }) => selects(selector, template.metadata?.labels))
        .reduce((sum, each) => sum + fewestPods(manifests, each), 0);
      if (pods === 0) continue;
      const away =
        maxUnavailable === undefined
          ? pods - share(minAvailable ?? 0, pods)
          : share(maxUnavailable, pods);
      const expected = `${nameOf(budget)} to allow some of ${pods} pods to go, and not all`;
      demand(away > 0 && away < pods, expected, `${away}`);
    }
    return undefined;
  },
};
