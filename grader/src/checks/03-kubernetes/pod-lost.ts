import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { KILLED_AT_ONCE } from "./killed-at-once.ts";
import { NOISY, underTraffic } from "./lossless.ts";

export const podLost: Check<KubernetesContext> = {
  id: "pod-lost",
  title: "A pod that is deleted is replaced, and no request fails meanwhile",
  step: 7,
  points: 4,
  why: "Pods go away every day: nodes are drained, upgraded and lost.",
  hints: [
    "Delete a pod while a client sends requests, and read what failed when.",
    "The pod hears SIGTERM at the same time as the Service hears that it goes.",
    "It must serve on for some seconds after SIGTERM, and process 1 must be the API: no shell before it.",
  ],
  after: ["comes-up", "rollout"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 30,
  deadlineMs: 240_000,
  retry: NOISY,
  mutants: [KILLED_AT_ONCE],
  async run(context) {
    const deployed = await context.deployed();
    const { namespace, reached } = deployed;
    const [pod] = await deployed.readyPods();
    demand(pod !== undefined, "a ready pod of the API", "none");
    const name = pod.metadata?.name ?? "";
    const wanted = (await deployed.readyPods()).length;
    const traffic = { what: "the loss of a pod", url: reached.url, rate: 100, least: 1000 };
    return underTraffic(context, traffic, async () => {
      const started = performance.now();
      await namespace.delete("Pod", name);
      await namespace.until({
        what: `${name} to be gone, and ${wanted} pods to be ready`,
        kinds: ["Pod"],
        deadlineMs: 120_000,
        signal: context.signal,
        probe: ({ Pod }) => !Pod.some(({ metadata }) => metadata?.name === name) || "it is there",
      });
      await deployed.rolledOut(context.signal);
      const seconds = Math.round((performance.now() - started) / 1000);
      return [`${name} was gone and replaced after ${seconds} s`];
    });
  },
};
