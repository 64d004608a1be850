import { evaluateIn } from "../../engines/cluster/evaluate-in.ts";
import { isReady } from "../../engines/cluster/explain-namespace.ts";
import { lonePod } from "../../engines/cluster/lone-pod.ts";
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
  points: 4,
  why: "A process that hangs is still a process: nothing but a probe tells it from one that works.",
  hints: [
    "Which of the three probes has a pod restarted?",
    "A frozen server answers nothing: not even the cheapest request in time.",
    "livenessProbe: httpGet /health/live, with a timeout of seconds and a handful of failures.",
  ],
  after: ["comes-up", "probes"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  aside: true,
  seconds: 40,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "asks a process beside the server whether that lives",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          livenessProbe:\n            httpGet:\n              path: /health/live\n              port: http\n",
            replace:
              '          livenessProbe:\n            exec:\n              command: ["/bin/true"]\n',
          },
        ],
      },
    },
  ],
  async run(context) {
    await using alone = await lonePod(await context.standing(), context.signal);
    const { namespace, pod, container } = alone;
    context.progress("freezing a pod");
    await evaluateIn(namespace, { pod, container }, DEADLOCK);
    const started = performance.now();
    await namespace.until({
      what: "a pod whose server is frozen to be restarted and ready again",
      kinds: ["Pod"],
      deadlineMs: DEADLINE_MS,
      signal: context.signal,
      probe({ Pod: [now] }) {
        const restarts = restartsOf(now, container);
        const ready = now !== undefined && isReady(now);
        return (restarts > 0 && ready) || `${restarts} restarts, ready: ${ready}`;
      },
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    return { lines: [`restarted and ready again after ${seconds} s`] };
  },
};
