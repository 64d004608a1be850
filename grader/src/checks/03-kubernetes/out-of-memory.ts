import { demand } from "@workshop/serving/http-contract";
import { evaluateIn } from "../../engines/cluster/evaluate-in.ts";
import { isReady } from "../../engines/cluster/explain-namespace.ts";
import { lonePod } from "../../engines/cluster/lone-pod.ts";
import { restartsOf } from "../../engines/cluster/restarts.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

const DEADLINE_MS = 60_000;
const FILL = "const all = []; for (;;) all.push(Buffer.alloc(10_000_000, 1));";

export const outOfMemory: Check<KubernetesContext> = {
  id: "out-of-memory",
  title: "A pod that outgrows its memory is killed, restarted, and serves again",
  step: 4,
  points: 3,
  why: "Without a limit one leak takes the node's memory, and with it pods that leak nothing.",
  hints: [
    "kubectl describe says why the last run of a container ended.",
    "Only a limit makes the kernel end the container that leaks, and not its neighbours.",
    "resources: limits: memory: 256Mi, and the API as the container's only process.",
  ],
  after: ["comes-up", "resources"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  aside: true,
  seconds: 20,
  deadlineMs: 300_000,
  mutants: [
    {
      title: "takes two minutes to be called ready again",
      edits: {
        "base/deployment.yaml": [
          {
            find: "              path: /health/ready\n              port: http\n",
            replace:
              "              path: /health/ready\n              port: http\n            initialDelaySeconds: 120\n",
          },
        ],
      },
    },
  ],
  async run(context) {
    await using alone = await lonePod(await context.standing(), context.signal);
    const { namespace, pod, container } = alone;
    context.progress("filling the memory of a pod");
    await evaluateIn(namespace, { pod, container }, FILL);
    const started = performance.now();
    let reason = "";
    await namespace.until({
      what: "a pod that outgrows its memory to be killed, and ready again",
      kinds: ["Pod"],
      deadlineMs: DEADLINE_MS,
      signal: context.signal,
      probe({ Pod: [now] }) {
        const status = now?.status?.containerStatuses?.find((each) => each.name === container);
        reason = status?.lastState?.terminated?.reason ?? reason;
        const restarts = restartsOf(now, container);
        const done = restarts > 0 && now !== undefined && isReady(now);
        return done || `${restarts} restarts, ended by ${reason || "nothing yet"}`;
      },
    });
    demand(reason === "OOMKilled", "the container to be ended by OOMKilled", reason);
    const seconds = Math.round((performance.now() - started) / 1000);
    return { lines: [`OOMKilled, and ready again after ${seconds} s`] };
  },
};
