import { demand } from "@workshop/serving/http-contract";
import { evaluateIn } from "../../engines/cluster/evaluate-in.ts";
import { isReady } from "../../engines/cluster/explain-namespace.ts";
import { restartsOf } from "../../engines/cluster/restarts.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

const DEADLINE_MS = 90_000;
/** Waits for ever, and takes no CPU of its neighbours. */
const DEADLOCK = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";

export const frozenReplaced: Check<KubernetesContext> = {
  id: "frozen-replaced",
  title: "A pod whose server is frozen is restarted, and serves again",
  step: 2,
  points: 5,
  why: "A process that hangs is still a process: nothing but a probe tells it from one that works.",
  hints: [
    "Which of the three probes has a pod restarted?",
    "A frozen server answers nothing: not even the cheapest request in time.",
    "livenessProbe: httpGet /health/live, with a timeout of seconds and a handful of failures.",
  ],
  after: ["comes-up", "probes"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 40,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "is given half an hour to think",
      edits: {
        "base/deployment.yaml": [
          { find: "            failureThreshold: 4", replace: "            failureThreshold: 400" },
        ],
      },
    },
  ],
  async run(context) {
    const { namespace, apis, readyPods } = await deployedParts(context);
    const [pod] = readyPods;
    const name = pod?.metadata?.name ?? "";
    const container = apis[0]?.api.container.name ?? "";
    const before = restartsOf(pod, container);
    context.progress(`freezing ${name}`);
    await evaluateIn(namespace, { pod: name, container }, DEADLOCK);
    const started = performance.now();
    await namespace.until({
      what: `${name} to be restarted and ready again`,
      kinds: ["Pod"],
      deadlineMs: DEADLINE_MS,
      signal: context.signal,
      probe({ Pod }) {
        const now = Pod.find(({ metadata }) => metadata?.name === name);
        if (!now) return true;
        const restarts = restartsOf(now, container) - before;
        return (restarts > 0 && isReady(now)) || `${restarts} restarts, ready: ${isReady(now)}`;
      },
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    return { lines: [`restarted and ready again after ${seconds} s`] };
  },
};

async function deployedParts(context: KubernetesContext) {
  const deployed = await context.deployed();
  const readyPods = await deployed.readyPods();
  demand(readyPods.length > 0, "a ready pod of the API", "none");
  return { namespace: deployed.namespace, apis: deployed.apis, readyPods };
}
