import { CONTRACT, ContractFailure } from "@workshop/serving/http-contract";
import type { Deployed } from "../../engines/cluster/deployed.ts";
import { NeverHappened, waitFor } from "../../engines/wait.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

/** Cases that end a process, read what one of several has counted, or wait for long. */
const ALONE = /^metrics-|^connection-(aborted|header-flood|stalled)$/;

const LOADED_MS = 20_000;

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
    const deployed = await context.deployed();
    const { reached } = deployed;
    context.progress("waiting for the model in every pod");
    await modelsLoaded(deployed, context.signal);
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

/** Without a readiness probe, which is a later step's, a Service sends to pods that have no model yet. */
async function modelsLoaded(deployed: Deployed, signal: AbortSignal): Promise<void> {
  for (const { metadata } of await deployed.readyPods()) {
    const pod = metadata?.name ?? "";
    await waitFor({
      what: `200 for GET /health/ready of ${pod}`,
      deadlineMs: LOADED_MS,
      giveUp: () => (signal.aborted ? "interrupted" : undefined),
      probe: () =>
        deployed.namespace.get(pod, "/health/ready").then(
          () => true,
          (error: Error) => {
            if (error instanceof ContractFailure) return error.received;
            throw error;
          },
        ),
    }).catch((error: unknown) => {
      // What is wrong with its answers, the cases tell.
      if (!(error instanceof NeverHappened)) throw error;
    });
  }
}
