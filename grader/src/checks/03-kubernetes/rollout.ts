import { demand } from "@workshop/serving/http-contract";
import { type ApiWorkload, apiWorkloads } from "../../engines/manifests/api.ts";
import { environmentOf, textOf } from "../../engines/manifests/environment.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import type { Manifests } from "../../engines/manifests/manifests.ts";
import { share } from "../../engines/manifests/share.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

const LEAST_DRAIN_SECONDS = 2;
/** The serving core's own where nothing is said. */
const DEFAULT_GRACE_SECONDS = 8;
const DEFAULT_TERMINATION_SECONDS = 30;

export const rollout: Check<ManifestsContext> = {
  id: "rollout",
  title:
    "A rollout takes no pod away before its successor serves, and a pod drains before it ends (read)",
  step: 7,
  points: 3,
  why: "Ten deployments a day with a handful of lost requests each are an outage that nobody sees.",
  hints: [
    "When a pod is told to end, who still sends to it, and for how long?",
    "First a new pod, then an old one away. An old one hears SIGTERM at the same time as the world hears that it is gone.",
    "maxUnavailable: 0; SHUTDOWN_DELAY_MS of some seconds; terminationGracePeriodSeconds longer than preStop, SHUTDOWN_DELAY_MS and SHUTDOWN_GRACE_MS together.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "takes one away first",
      edits: {
        "base/deployment.yaml": [{ find: "maxUnavailable: 0", replace: "maxUnavailable: 1" }],
      },
    },
    {
      title: "ends at once",
      edits: {
        "base/settings.env": [{ find: "SHUTDOWN_DELAY_MS=5000", replace: "SHUTDOWN_DELAY_MS=0" }],
      },
    },
    {
      title: "is killed while it drains",
      edits: {
        "base/deployment.yaml": [
          {
            find: "terminationGracePeriodSeconds: 30",
            replace: "terminationGracePeriodSeconds: 10",
          },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    for (const workload of apiWorkloads(manifests)) {
      demandStrategy(manifests, workload);
      demandDrain(manifests, workload);
    }
    return undefined;
  },
};

function demandStrategy(manifests: Manifests, { object }: ApiWorkload): void {
  const deployment = manifests
    .of("Deployment")
    .find(({ metadata }) => metadata.name === object.metadata.name);
  if (!deployment) return;
  const { type = "RollingUpdate", rollingUpdate } = deployment.spec?.strategy ?? {};
  demand(type === "RollingUpdate", `strategy RollingUpdate of ${nameOf(object)}`, type);
  const away = rollingUpdate?.maxUnavailable ?? "25%";
  // Of a hundred pods, so that a small share does not round to none.
  demand(share(away, 100) === 0, `maxUnavailable: 0 of ${nameOf(object)}`, String(away));
}

function demandDrain(manifests: Manifests, { object, pod, api }: ApiWorkload): void {
  const variables = environmentOf(manifests, api.container);
  const seconds = (name: string, otherwise: number) => {
    const value = textOf(variables.get(name));
    return value === undefined ? otherwise : Number(value) / 1000;
  };
  const preStop = api.container.lifecycle?.preStop;
  const sleep = preStop?.sleep?.seconds ?? 0;
  const delay = seconds("SHUTDOWN_DELAY_MS", 0);
  const grace = seconds("SHUTDOWN_GRACE_MS", DEFAULT_GRACE_SECONDS);
  const drains = sleep + delay >= LEAST_DRAIN_SECONDS || preStop?.exec !== undefined;
  const expected = `${nameOf(object)} to serve on for ${LEAST_DRAIN_SECONDS} s or more after it is told to end (SHUTDOWN_DELAY_MS, preStop)`;
  demand(drains, expected, `${sleep + delay} s`);
  const allowed = pod.terminationGracePeriodSeconds ?? DEFAULT_TERMINATION_SECONDS;
  const needed = sleep + delay + grace;
  const sum = `${needed} s: preStop ${sleep}, SHUTDOWN_DELAY_MS ${delay}, SHUTDOWN_GRACE_MS ${grace}`;
  demand(
    allowed >= needed,
    `terminationGracePeriodSeconds of ${nameOf(object)} of at least ${sum}`,
    `${allowed}`,
  );
}
