import { setTimeout as sleep } from "node:timers/promises";
import { ContractFailure } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { KILLED_AT_ONCE } from "./killed-at-once.ts";
import { NOISY, underTraffic } from "./lossless.ts";

const DEADLINE_MS = 180_000;

export const drained: Check<KubernetesContext> = {
  id: "drained",
  title: "Every pod is evicted as a drained node would, and no request fails",
  step: 7,
  points: 4,
  why: "Node upgrades evict all pods that they may; only a budget tells them to wait.",
  hints: [
    "Evict all pods at once by hand (kubectl drain does): how many are left to serve?",
    "A PodDisruptionBudget is asked before each eviction.",
    "maxUnavailable: 1, with the labels of the API's pods in its selector.",
  ],
  after: ["comes-up", "disruption-budget", "rollout"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 60,
  deadlineMs: 300_000,
  retry: NOISY,
  mutants: [KILLED_AT_ONCE],
  async run(context) {
    const deployed = await context.deployed();
    const { namespace, reached } = deployed;
    const pods = (await deployed.readyPods()).map(({ metadata }) => metadata?.name ?? "");
    const traffic = { what: "the eviction of all pods", url: reached.url, rate: 100, least: 1000 };
    return underTraffic(context, traffic, async () => {
      let refusals = 0;
      const end = performance.now() + DEADLINE_MS;
      for (const pod of pods) {
        context.progress(`evicting ${pod}`);
        while (!(await namespace.evict(pod))) {
          refusals += 1;
          if (performance.now() > end) {
            throw new ContractFailure(
              `every pod to be evicted within ${DEADLINE_MS / 1000} s`,
              `the budget refused ${pod} ${refusals} times`,
            );
          }
          await sleep(500, undefined, { signal: context.signal });
        }
      }
      await deployed.rolledOut(context.signal);
      return [`${pods.length} pods evicted; the budget said ${refusals} times to wait`];
    });
  },
};
