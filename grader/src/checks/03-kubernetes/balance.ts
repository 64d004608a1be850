import { demand } from "@workshop/serving/http-contract";
import { servedBy } from "../../engines/cluster/served-by.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { IDS, onNewConnection } from "./new-connection.ts";

const REQUESTS = 300;
/** Of an equal share; chance alone moves a pod's by less than a third in 9,999 runs of 10,000. */
const LEAST = 0.5;
/** Requests that may get no 200: who answers is judged here, whether all are answered elsewhere. */
const LOST = 3;

export const balance: Check<KubernetesContext> = {
  id: "balance",
  title: `Of ${REQUESTS} new connections every pod gets at least half of an equal share`,
  step: 5,
  points: 4,
  why: "Three pods of which one works are one pod, paid for three times.",
  hints: [
    "Ask each pod's /metrics how many predictions it has answered.",
    "What in a Service makes the same caller meet the same pod again?",
    "No sessionAffinity, and a selector that matches all pods of the API.",
  ],
  after: ["comes-up"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "sends each caller to the same pod",
      edits: {
        "base/service.yaml": [
          { find: "  selector:", replace: "  sessionAffinity: ClientIP\n  selector:" },
        ],
      },
    },
  ],
  async run(context) {
    const deployed = await context.deployed();
    const before = await servedBy(deployed);
    const lost: string[] = [];
    for (let sent = 0; sent < REQUESTS && !context.signal.aborted; sent += 1) {
      const received = await onNewConnection(deployed.reached.url, IDS);
      if (received !== "200") lost.push(received);
      demand(lost.length <= LOST, "200 for POST /predict", lost.join(", "));
    }
    const after = await servedBy(deployed);
    const shares = [...after].map(([pod, count]) => [pod, count - (before.get(pod) ?? 0)] as const);
    const lines = shares.map(([pod, count]) => `${pod} answered ${count}`);
    if (lost.length > 0) lines.push(`not answered: ${lost.join(", ")}`);
    const least = Math.ceil((LEAST * REQUESTS) / Math.max(1, shares.length));
    const idle = shares.find(([, count]) => count < least);
    if (!idle) return { lines };
    const [pod, count] = idle;
    throw new CheckFailure(
      `${least} of ${REQUESTS} requests or more at each pod`,
      `${count} at ${pod}`,
      {
        lines,
      },
    );
  },
};
