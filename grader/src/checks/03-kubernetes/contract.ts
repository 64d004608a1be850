import { CONTRACT, ContractFailure } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

/** Cases that end a process, read what one of several has counted, or wait for long. */
const ALONE = /^metrics-|^connection-(aborted|header-flood|stalled)$/;

export const contract: Check<KubernetesContext> = {
  id: "contract",
  title: "The HTTP contract of exercise 1 is kept through the Service",
  step: 1,
  points: 5,
  why: "Whoever calls the API knows a Service's name, and nothing of pods, nodes or images.",
  hints: [
    "Which case fails? Send its request through the Service by hand, and read the pods' logs.",
    "A setting of the ConfigMap may be another one than in exercise 2.",
    "Settings that the manifests do not name keep their defaults: leave out what you do not need.",
  ],
  after: ["comes-up"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  deadlineMs: 180_000,
  mutants: [
    {
      title: "allows ten items in a batch",
      edits: {
        "base/settings.env": [
          { find: "LOG_LEVEL=info", replace: "LOG_LEVEL=info\nBATCH_LIMIT=10" },
        ],
      },
    },
  ],
  async run(context) {
    const { reached } = await context.deployed();
    for (const { id, title, run } of CONTRACT) {
      if (ALONE.test(id)) continue;
      context.progress(title);
      try {
        await run(reached.target);
      } catch (error) {
        if (!(error instanceof ContractFailure)) throw error;
        throw new CheckFailure(error.expected, error.received, { lines: [`${id}: ${title}`] });
      }
    }
    return undefined;
  },
};
