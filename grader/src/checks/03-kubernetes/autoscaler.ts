import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import { autoscalerOf, fixedReplicas } from "../../engines/manifests/replicas.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

const CALM_SECONDS = 30;
/** Longer may be right in production; grading waits four minutes for the way down. */
const LONGEST_SECONDS = 180;
/** Kubernetes' own where nothing is said. */
const DEFAULT_DOWN_SECONDS = 300;

export const autoscaler: Check<ManifestsContext> = {
  id: "autoscaler",
  title: "A HorizontalPodAutoscaler scales on CPU, calmly, with no fixed replicas beside it (read)",
  step: 6,
  points: 3,
  why: "Replicas in the manifest undo the autoscaler at every deployment: in the evening peak too.",
  hints: [
    "Apply twice while it is scaled up: how many pods are there afterwards?",
    "One of them decides how many pods there are; the other must not say a number.",
    "autoscaling/v2, minReplicas 3, a CPU target, behavior.scaleDown.stabilizationWindowSeconds; no replicas in the Deployment.",
  ],
  after: ["wired", "resources"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "fixes the replicas beside it",
      edits: {
        "base/deployment.yaml": [
          { find: "  # No replicas: autoscaler.yaml says how many.\n", replace: "  replicas: 3\n" },
        ],
      },
    },
    {
      title: "scales down at the first quiet second",
      edits: {
        "base/autoscaler.yaml": [
          { find: "stabilizationWindowSeconds: 60", replace: "stabilizationWindowSeconds: 0" },
        ],
      },
    },
    {
      title: "leaves the way down to Kubernetes' own five minutes",
      edits: {
        "base/autoscaler.yaml": [{ find: "      stabilizationWindowSeconds: 60\n", replace: "" }],
      },
    },
    {
      title: "cannot scale at all",
      edits: { "base/autoscaler.yaml": [{ find: "maxReplicas: 6", replace: "maxReplicas: 3" }] },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    let scaled = 0;
    for (const workload of apiWorkloads(manifests)) {
      const found = autoscalerOf(manifests, workload);
      if (!found) continue;
      scaled += 1;
      const of = nameOf(found);
      const replicas = fixedReplicas(workload);
      const beside = `no spec.replicas in ${nameOf(workload.object)}, which ${of} scales`;
      demand(replicas === undefined, beside, `replicas: ${replicas}`);
      const { minReplicas = 1, maxReplicas = 0, metrics = [], behavior } = found.spec ?? {};
      demand(minReplicas >= 2, `minReplicas of ${of} of at least 2`, `${minReplicas}`);
      demand(
        maxReplicas > minReplicas,
        `maxReplicas of ${of} above ${minReplicas}`,
        `${maxReplicas}`,
      );
      const cpu = metrics.some(
        ({ resource, containerResource }) => (resource ?? containerResource)?.name === "cpu",
      );
      demand(cpu, `${of} to scale on cpu`, metrics);
      const down = behavior?.scaleDown?.stabilizationWindowSeconds ?? DEFAULT_DOWN_SECONDS;
      demand(
        down >= CALM_SECONDS,
        `${of} to wait ${CALM_SECONDS} s or more before it scales down`,
        `${down} s`,
      );
      demand(
        down <= LONGEST_SECONDS,
        `scaleDown.stabilizationWindowSeconds of ${of} of at most ${LONGEST_SECONDS}, so that grading sees it scale down`,
        behavior?.scaleDown?.stabilizationWindowSeconds ?? `none, which is ${down}`,
      );
      const up = behavior?.scaleUp?.stabilizationWindowSeconds ?? 0;
      demand(
        up <= down,
        `${of} to scale up sooner than down`,
        `up after ${up} s, down after ${down} s`,
      );
    }
    demand(scaled > 0, "a HorizontalPodAutoscaler (autoscaling/v2) of the API", "none");
    return undefined;
  },
};
