import type { V1Pod } from "@kubernetes/client-node";
import { demand } from "@workshop/serving/http-contract";
import { type Deployed, isOf } from "../../engines/cluster/deployed.ts";
import { isReady } from "../../engines/cluster/explain-namespace.ts";
import { nodeIn } from "../../engines/cluster/node-in.ts";
import { restartsOf } from "../../engines/cluster/restarts.ts";
import { slowPod } from "../../engines/cluster/slow-pod.ts";
import { type ApiWorkload, apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { NotRun } from "../undecided.ts";

const SECONDS = 30;
const DEADLINE_MS = 150_000;

export const slowStart: Check<KubernetesContext> = {
  id: "slow-start",
  title: `A pod whose API comes up ${SECONDS} seconds late is waited for, and never restarted`,
  step: 2,
  points: 3,
  why: "Restarted because it loads too long, it loads from the beginning: on every machine, for ever.",
  hints: [
    "What do the three probes say while nothing listens yet, and which of them ends the container for it?",
    "The other two are not asked before the startup probe has had its answer: so ask something that can say no.",
    "startupProbe: httpGet /health/live, periodSeconds 2, failureThreshold 60.",
  ],
  after: ["comes-up", "probes"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  aside: true,
  seconds: 40,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "calls a pod started that answers nothing yet",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          startupProbe:\n            httpGet:\n              path: /health/live\n              port: http\n",
            replace:
              '          startupProbe:\n            exec:\n              command: ["/bin/true"]\n',
          },
        ],
      },
    },
  ],
  async run(context) {
    const standing = await context.standing();
    const options = await Promise.all(standing.apis.map((each) => nodeOptions(standing, each)));
    const { namespace, manifests } = await standing.beside("baseline", context.signal);
    try {
      const apis = apiWorkloads(manifests);
      const pods = apis.map((workload, index) => {
        const name = `slow-${index}`;
        return slowPod(workload, { name, seconds: SECONDS, options: options[index] ?? "" });
      });
      const started = performance.now();
      for (const pod of pods) await namespace.add("Pod", pod);
      const restarts = (pod: V1Pod) =>
        Math.max(...apis.map(({ api }) => restartsOf(pod, api.container.name)));
      await namespace.until({
        what: `a pod that comes up ${SECONDS} s late to be ready, without a restart`,
        kinds: ["Pod"],
        deadlineMs: DEADLINE_MS,
        signal: context.signal,
        probe({ Pod }) {
          const ready = Pod.filter((pod) => isReady(pod) && restarts(pod) === 0);
          return (
            ready.length === pods.length || `${ready.length} of ${pods.length} without a restart`
          );
        },
        hopeless({ Pod }) {
          const most = Math.max(0, ...Pod.map(restarts));
          return most > 0 ? "it was restarted before it had come up" : undefined;
        },
      });
      const seconds = (performance.now() - started) / 1000;
      if (seconds < SECONDS) {
        throw new NotRun(
          `the API's start could not be held back: it was ready after ${Math.round(seconds)} s`,
          "Start it with node, and leave NODE_OPTIONS to its environment.",
        );
      }
      return { lines: [`ready after ${Math.round(seconds)} s, with 0 restarts`] };
    } finally {
      await namespace.discard();
    }
  },
};

/** What an API's container has for NODE_OPTIONS, by its image or the manifests. */
async function nodeOptions(standing: Deployed, workload: ApiWorkload): Promise<string> {
  const pods = await standing.readyPods();
  const pod = pods.find((each) => isOf(each, workload))?.metadata?.name;
  const { name: container } = workload.api.container;
  demand(pod !== undefined, `a ready pod of ${nameOf(workload.object)}`, "none");
  const words = ["-p", 'process.env.NODE_OPTIONS ?? ""'];
  const said = await nodeIn(standing.namespace, { pod, container }, words);
  if (said.exitCode === 0) return said.stdout.trim();
  throw new NotRun(
    `the API's start cannot be held back: there is no node in ${container} (exit code ${said.exitCode})`,
    "Keep node in the image.",
  );
}
