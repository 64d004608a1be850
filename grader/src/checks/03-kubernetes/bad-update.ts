import { setTimeout as sleep } from "node:timers/promises";
import { demand } from "@workshop/serving/http-contract";
import { modelsOf } from "../../engines/cluster/models-of.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { NOISY, underTraffic } from "./lossless.ts";

const WATCHED_MS = 20_000;
const NO_SUCH = "v9.9.9";

export const badUpdate: Check<KubernetesContext> = {
  id: "bad-update",
  title: "A rollout of a model that is not there stops by itself, and the old version goes on",
  step: 7,
  points: 4,
  why: "The rollout that goes wrong at night must not need anybody to be awake.",
  hints: [
    `Roll out MODEL=${NO_SUCH}: what do the new pods say to /health/ready, and what becomes of the old ones?`,
    "Only readiness tells a rollout whether to go on.",
    "readinessProbe: httpGet /health/ready, and maxUnavailable: 0.",
  ],
  after: ["comes-up", "rollout", "probes", "settings-roll"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 40,
  deadlineMs: 300_000,
  retry: NOISY,
  mutants: [
    {
      title: "takes another model without a word where there is no such",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          image: workshop-api\n",
            replace:
              '          image: workshop-api\n          command: ["/bin/sh", "-c", "case $MODEL in v9*) MODEL=champion;; esac; exec node src/server.ts"]\n',
          },
        ],
      },
    },
  ],
  async run(context) {
    const deployed = await context.deployed();
    const { namespace, reached } = deployed;
    const before = await modelsOf(deployed);
    const traffic = { what: "a rollout that goes wrong", url: reached.url, rate: 50, least: 500 };
    return underTraffic(context, traffic, async () => {
      await deployed.apply(context.signal, { MODEL: NO_SUCH });
      context.progress(`MODEL=${NO_SUCH} is rolled out`);
      await namespace.until({
        what: "a pod of the new version to run",
        kinds: ["Pod"],
        deadlineMs: 60_000,
        signal: context.signal,
        probe: ({ Pod }) =>
          Pod.some(
            ({ metadata, status }) =>
              !before.has(metadata?.name ?? "") && status?.phase === "Running",
          ) || "none yet",
      });
      await sleep(WATCHED_MS, undefined, { signal: context.signal });
      const ready = (await deployed.readyPods()).map(({ metadata }) => metadata?.name ?? "");
      const gone = [...before.keys()].filter((pod) => !ready.includes(pod));
      demand(gone.length === 0, "every pod of the old version to be ready still", gone);
      const fresh = ready.filter((pod) => !before.has(pod));
      demand(fresh.length === 0, `no ready pod with MODEL=${NO_SUCH}`, fresh);
      return [`${ready.length} old pods went on while the new one never became ready`];
    });
  },
};
