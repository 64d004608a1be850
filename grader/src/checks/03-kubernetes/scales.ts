import type { V2HorizontalPodAutoscaler } from "@kubernetes/client-node";
import { demand } from "@workshop/serving/http-contract";
import { hasMetrics } from "../../engines/cluster/cluster-facts.ts";
import type { RunNamespace } from "../../engines/cluster/run-namespace.ts";
import { Traffic } from "../../engines/cluster/traffic.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { NotRun } from "../undecided.ts";

const RATE = 1200;
const UP_MS = 120_000;
const DOWN_MS = 240_000;

export const scales: Check<KubernetesContext> = {
  id: "scales",
  title: "Load brings more pods within two minutes, and quiet takes them away again",
  step: 6,
  points: 6,
  why: "Too few pods lose customers at noon; too many are paid for all night.",
  hints: [
    "kubectl get hpa -w while a client sends load: what is measured, and against what?",
    "Utilisation is a share of what a pod requests. What does it request, and what does it use under load?",
    "cpu: averageUtilization near 70 of a request near 100m; up at once, down after a minute of quiet.",
  ],
  after: ["comes-up", "autoscaler"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 180,
  deadlineMs: 480_000,
  mutants: [
    {
      title: "waits ten minutes before it scales up",
      edits: {
        "base/autoscaler.yaml": [
          {
            find: "    scaleUp:\n      stabilizationWindowSeconds: 0",
            replace: "    scaleUp:\n      stabilizationWindowSeconds: 600",
          },
        ],
      },
    },
  ],
  async run(context) {
    if (!(await hasMetrics(await context.cluster()))) {
      throw new NotRun(
        "the cluster measures no pods (no metrics.k8s.io)",
        "Install metrics-server: https://kubernetes-sigs.github.io/metrics-server/.",
      );
    }
    const { namespace, reached, manifests } = await context.deployed();
    const name = manifests.of("HorizontalPodAutoscaler")[0]?.metadata.name ?? "";
    const until = (
      what: string,
      deadlineMs: number,
      probe: (found: V2HorizontalPodAutoscaler) => true | string,
    ) =>
      namespace.until({
        what,
        kinds: ["HorizontalPodAutoscaler"],
        deadlineMs,
        signal: context.signal,
        probe({ HorizontalPodAutoscaler }) {
          const found = HorizontalPodAutoscaler.find(({ metadata }) => metadata?.name === name);
          return found ? probe(found) : `there is no ${name}`;
        },
      });
    context.progress("waiting for the first measurement");
    await until("the autoscaler to have measured the pods", UP_MS, ({ status }) =>
      status?.currentMetrics?.some(({ resource }) => resource?.current.averageUtilization != null)
        ? true
        : (status?.conditions?.find(({ status: is }) => is === "False")?.message ??
          "no measurement"),
    );
    const before = await replicas(namespace, name);
    const traffic = new Traffic(reached.url, { rate: RATE });
    const started = performance.now();
    let up: number;
    try {
      context.progress(`${RATE} requests a second, waiting for more than ${before} pods`);
      await until(`more than ${before} pods under load`, UP_MS, ({ status }) =>
        (status?.currentReplicas ?? 0) > before ? true : describe(status),
      );
      up = performance.now();
    } finally {
      await traffic.stop();
    }
    context.progress("quiet, waiting for fewer pods");
    const most = await replicas(namespace, name);
    await until(`fewer than ${most} pods when it is quiet`, DOWN_MS, ({ status }) =>
      (status?.currentReplicas ?? most) < most ? true : describe(status),
    );
    demand(most > before, `more than ${before} pods under load`, most);
    return {
      lines: [
        `from ${before} to ${most} pods after ${Math.round((up - started) / 1000)} s of load`,
        `fewer again ${Math.round((performance.now() - up) / 1000)} s after its end`,
      ],
    };
  },
};

type Status = V2HorizontalPodAutoscaler["status"];

function describe(status: Status): string {
  const cpu = status?.currentMetrics?.[0]?.resource?.current.averageUtilization;
  return `${status?.currentReplicas ?? 0} pods at ${cpu ?? "unknown"} % of their request`;
}

async function replicas(namespace: RunNamespace, name: string): Promise<number> {
  const found = await namespace.read<V2HorizontalPodAutoscaler>("HorizontalPodAutoscaler", name);
  return found?.status?.currentReplicas ?? 0;
}
