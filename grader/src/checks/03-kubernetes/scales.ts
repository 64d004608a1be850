import type {
  V2HorizontalPodAutoscaler,
  V2MetricStatus,
  V2MetricValueStatus,
} from "@kubernetes/client-node";
import { demand } from "@workshop/serving/http-contract";
import { hasMetrics } from "../../engines/cluster/cluster-facts.ts";
import type { RunNamespace } from "../../engines/cluster/run-namespace.ts";
import { Traffic } from "../../engines/cluster/traffic.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { Inconclusive, NotRun } from "../undecided.ts";
import { relief } from "./relief.ts";

const RATE = 1200;
const MOST_OPEN = 400;
const UP_MS = 120_000;
const DOWN_MS = 240_000;

export const scales: Check<KubernetesContext> = {
  id: "scales",
  title: "Load brings more pods within two minutes, they serve, and quiet takes them away again",
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
  deadlineMs: 620_000,
  mutants: [
    {
      title: "never scales up",
      edits: {
        "base/autoscaler.yaml": [
          {
            find: "    scaleUp:\n      stabilizationWindowSeconds: 0",
            replace:
              "    scaleUp:\n      selectPolicy: Disabled\n      stabilizationWindowSeconds: 0",
          },
        ],
      },
    },
    {
      title: "lets the pods that it adds wait two minutes for their traffic",
      edits: {
        "base/deployment.yaml": [
          {
            find: "              path: /health/ready\n              port: http\n",
            replace:
              "              path: /health/ready\n              port: http\n            initialDelaySeconds: 110\n",
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
    const deployed = await context.deployed();
    const { namespace, reached, manifests } = deployed;
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
    const before = await replicas(namespace, name);
    const old = (await deployed.apiPods()).map(({ metadata }) => metadata?.name);
    const traffic = new Traffic(reached.url, { rate: RATE, mostOpen: MOST_OPEN });
    let up: number;
    let told: string[];
    try {
      context.progress(`${RATE} requests a second, waiting for the first measurement`);
      await until("the autoscaler to have measured the pods", UP_MS, ({ status }) =>
        status?.currentMetrics?.some((metric) => isMeasured(currentOf(metric)))
          ? true
          : (status?.conditions?.find(({ status: is }) => is === "False")?.message ??
            "no measurement"),
      );
      await until(`more than ${before} pods under load`, UP_MS, ({ status }) => {
        context.progress(`${RATE} requests a second, waiting for more than ${describe(status)}`);
        return (status?.currentReplicas ?? 0) > before ? true : describe(status);
      });
      up = traffic.seconds;
      told = await relief(context, deployed, { old, traffic });
    } catch (error) {
      if (!(error instanceof CheckFailure) || !traffic.starved) throw error;
      const reason = `${RATE} requests a second could not be sent, as ${traffic.starved}`;
      throw new Inconclusive(`${reason}; ${error.message}`, error.evidence);
    } finally {
      await traffic.stop();
    }
    const quiet = performance.now();
    const most = await replicas(namespace, name);
    await until(`fewer than ${most} pods when it is quiet`, DOWN_MS, ({ status }) => {
      context.progress(`quiet, waiting for fewer than ${most} pods: ${describe(status)}`);
      return (status?.currentReplicas ?? most) < most ? true : describe(status);
    });
    demand(most > before, `more than ${before} pods under load`, most);
    return {
      lines: [
        `from ${before} to ${most} pods after ${Math.round(up)} s of load`,
        ...told,
        `fewer again ${Math.round((performance.now() - quiet) / 1000)} s after its end`,
      ],
    };
  },
};

/** Of the pod, or of one of its containers. */
function currentOf(metric: V2MetricStatus | undefined): V2MetricValueStatus | undefined {
  return (metric?.resource ?? metric?.containerResource)?.current;
}

/** A target is a share of what a pod requests, or an amount of CPU. */
function isMeasured(current: V2MetricValueStatus | undefined): boolean {
  return current?.averageUtilization != null || current?.averageValue != null;
}

type Status = V2HorizontalPodAutoscaler["status"];

function describe(status: Status): string {
  const current = currentOf(status?.currentMetrics?.[0]);
  const cpu =
    current?.averageUtilization == null
      ? `${current?.averageValue ?? "unknown"} of CPU`
      : `${current.averageUtilization} % of their request`;
  return `${status?.currentReplicas ?? 0} pods at ${cpu}`;
}

async function replicas(namespace: RunNamespace, name: string): Promise<number> {
  const found = await namespace.read<V2HorizontalPodAutoscaler>("HorizontalPodAutoscaler", name);
  return found?.status?.currentReplicas ?? 0;
}
