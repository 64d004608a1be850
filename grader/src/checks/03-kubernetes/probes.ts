import type { V1Probe } from "@kubernetes/client-node";
import { type ApiWorkload, apiWorkloads } from "../../engines/manifests/api.ts";
import type { Manifests } from "../../engines/manifests/manifests.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

const START_SECONDS = 60;
const FROZEN_SECONDS = 60;

export const probes: Check<ManifestsContext> = {
  id: "probes",
  title: "Startup, readiness and liveness ask three different questions (read from the manifests)",
  step: 2,
  points: 3,
  why: "A liveness probe that asks for the model turns a slow disk into a crash loop.",
  hints: [
    "For each probe: what does Kubernetes do when the answer is no, and does that help?",
    "Not ready takes traffic away, not alive restarts; a restart mends neither a model nor Redis.",
    "readiness: /health/ready; liveness: /health/live, several times; startup: the same with patience for a minute or more.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "restarts what is only not ready",
      edits: {
        "base/deployment.yaml": [
          {
            find: "livenessProbe:\n            httpGet:\n              path: /health/live",
            replace: "livenessProbe:\n            httpGet:\n              path: /health/ready",
          },
        ],
      },
    },
    {
      title: "gives a start six seconds",
      edits: {
        "base/deployment.yaml": [{ find: "failureThreshold: 60", replace: "failureThreshold: 3" }],
      },
    },
    {
      title: "takes an open port for life",
      edits: {
        "base/deployment.yaml": [
          {
            find: "livenessProbe:\n            httpGet:\n              path: /health/live\n",
            replace: "livenessProbe:\n            tcpSocket:\n",
          },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    const problems = apiWorkloads(manifests).flatMap((each) => problemsOf(manifests, each));
    demandNone("three probes that ask three questions", problems);
    return undefined;
  },
};

function problemsOf(manifests: Manifests, { object, api }: ApiWorkload): string[] {
  const { startupProbe, readinessProbe, livenessProbe } = api.container;
  const problems: string[] = [];
  const say = (probe: string, text: string) =>
    problems.push(`${manifests.at(object, [...api.path, probe])}: ${text}`);
  for (const [name, probe] of Object.entries({ startupProbe, readinessProbe, livenessProbe })) {
    if (!probe) say(name, `container ${api.container.name} has no ${name}`);
  }
  if (readinessProbe?.tcpSocket) {
    say(
      "readinessProbe",
      "readinessProbe asks for an open port, which is open before the model is loaded",
    );
  }
  if (livenessProbe?.tcpSocket) {
    say("livenessProbe", "livenessProbe asks for an open port, and a frozen process has one too");
  }
  const path = livenessProbe?.httpGet?.path;
  if (path !== undefined && path === readinessProbe?.httpGet?.path) {
    say(
      "livenessProbe",
      `livenessProbe asks ${path} as readinessProbe does: who is not ready is restarted`,
    );
  } else if (path === "/health/ready") {
    say(
      "livenessProbe",
      "livenessProbe asks /health/ready: a model that is missing is mended by no restart",
    );
  }
  const start = startupProbe ? patience(startupProbe) : START_SECONDS;
  if (start < START_SECONDS) {
    say(
      "startupProbe",
      `startupProbe gives up after ${start} s, and ${START_SECONDS} s are the least for a model`,
    );
  }
  const frozen = livenessProbe ? patience(livenessProbe) : 0;
  if (frozen > FROZEN_SECONDS) {
    say(
      "livenessProbe",
      `livenessProbe finds a frozen process after ${frozen} s, and ${FROZEN_SECONDS} s are the most`,
    );
  }
  if ((livenessProbe?.failureThreshold ?? 3) < 2) {
    say("livenessProbe", "livenessProbe restarts after one slow answer (failureThreshold: 1)");
  }
  return problems;
}

/** Seconds from the first question to the last that goes unanswered. */
function patience(probe: V1Probe): number {
  const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = probe;
  return initialDelaySeconds + periodSeconds * failureThreshold;
}
