import { demand } from "@workshop/serving/http-contract";
import { API_IMAGE, apiWorkloads } from "../../engines/manifests/api.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { wiringProblems } from "../../engines/manifests/wiring/wiring-problems.ts";
import { containersOf, workloadsOf } from "../../engines/manifests/workloads.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const wired: Check<ManifestsContext> = {
  id: "wired",
  title: "What one object names in another is there: labels, ports, settings, accounts, the cache",
  step: 1,
  points: 3,
  why: "A Service whose selector fits no pod is accepted, is green everywhere, and reaches nobody.",
  hints: [
    "Read the message of the API server: two things are missing, and they belong together.",
    "A Deployment finds its pods by labels. Who puts them there?",
    "spec.selector.matchLabels and spec.template.metadata.labels say the same; so do all other selectors.",
  ],
  after: ["schema"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "has a Service that selects nobody",
      edits: {
        "base/service.yaml": [
          { find: "  selector:\n    app.kubernetes.io/name:", replace: "  selector:\n    app:" },
        ],
      },
    },
    {
      title: "has a Service that sends to a port nobody has",
      edits: { "base/service.yaml": [{ find: "targetPort: http", replace: "targetPort: web" }] },
    },
    {
      title: "asks for Redis where no Service is",
      edits: {
        "base/deployment.yaml": [{ find: "@workshop-redis:", replace: "@workshop-cache:" }],
      },
    },
    {
      title: "has a Deployment without a selector",
      edits: {
        "base/deployment.yaml": [
          {
            find: "  selector:\n    matchLabels:\n      app.kubernetes.io/name: workshop-api\n  template:",
            replace: "  template:",
          },
        ],
      },
    },
  ],
  async run(context) {
    for (const overlay of ["local", "eks"] as const) {
      const manifests = await context.manifests(overlay);
      demandNone("objects that find each other", wiringProblems(manifests));
      const images = workloadsOf(manifests).flatMap((workload) =>
        containersOf(workload).map(({ container }) => container.image),
      );
      const there = apiWorkloads(manifests).length > 0;
      demand(there, `pods with a container of the image ${API_IMAGE}`, images);
    }
    return undefined;
  },
};
