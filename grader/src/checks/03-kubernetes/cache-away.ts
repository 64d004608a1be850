import { setTimeout as sleep } from "node:timers/promises";
import { demand } from "@workshop/serving/http-contract";
import { restartsOf } from "../../engines/cluster/restarts.ts";
import type { RunNamespace } from "../../engines/cluster/run-namespace.ts";
import { Traffic } from "../../engines/cluster/traffic.ts";
import { imageParts } from "../../engines/manifests/api.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

/** Longer than every probe of a sensible API together. */
const AWAY_MS = 25_000;

export const cacheAway: Check<KubernetesContext> = {
  id: "cache-away",
  title: "Redis goes away for 25 seconds: predictions go on, and no pod of the API is restarted",
  step: 2,
  points: 4,
  why: "A liveness probe that asks for the database restarts every pod at once when that is away.",
  hints: [
    "What does each probe ask for, and what of that can be away without the API being useless?",
    "A restart mends a process. It never mends something else.",
    "Liveness and readiness ask the API alone; a cache that is away makes answers slower, and nothing else.",
  ],
  after: ["comes-up"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 40,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "is alive only where Redis is",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          livenessProbe:\n            httpGet:\n              path: /health/live\n              port: http\n            periodSeconds: 5\n            timeoutSeconds: 3\n            failureThreshold: 4",
            replace:
              "          livenessProbe:\n            exec:\n              command: [\"node\", \"-e\", \"fetch('http://127.0.0.1:8000/health/live').then(() => require('net').connect(6379, 'workshop-redis').on('connect', () => process.exit(0)).on('error', () => process.exit(1)))\"]\n            periodSeconds: 5\n            timeoutSeconds: 3\n            failureThreshold: 2",
          },
        ],
      },
    },
  ],
  async run(context) {
    const deployed = await context.deployed();
    const { namespace, manifests, apis } = deployed;
    const caches = manifests
      .of("Deployment")
      .filter(({ spec }) =>
        spec?.template.spec?.containers.some(
          ({ image = "" }) => imageParts(image).base === "redis",
        ),
      )
      .map(({ metadata }) => metadata.name);
    demand(caches.length > 0, "a Deployment of the image redis, which the API caches in", "none");
    const container = apis[0]?.api.container.name ?? "";
    const restarts = async () => {
      const pods = await deployed.apiPods();
      return pods.reduce((sum, pod) => sum + restartsOf(pod, container), 0);
    };
    const before = await restarts();
    const traffic = new Traffic(deployed.reached.url, { rate: 20 });
    for (const name of caches) await scale(namespace, name, 0);
    context.progress(`Redis is away for ${AWAY_MS / 1000} s`);
    await sleep(AWAY_MS, undefined, { signal: context.signal }).catch(() => {});
    const { sent, failures } = await traffic.stop();
    const restarted = (await restarts()) - before;
    for (const name of caches) await scale(namespace, name, 1);
    demand(
      restarted === 0,
      "no pod of the API to be restarted while Redis is away",
      `${restarted}`,
    );
    if (failures.length === 0) return { lines: [`${sent} predictions without Redis, 0 failures`] };
    throw new CheckFailure(
      `200 for each of ${sent} predictions while Redis is away`,
      `${failures.length} failures, first ${failures[0]}`,
      { lines: failures.slice(0, 20) },
    );
  },
};

function scale(namespace: RunNamespace, name: string, replicas: number): Promise<void> {
  return namespace.patch("Deployment", name, { spec: { replicas } });
}
