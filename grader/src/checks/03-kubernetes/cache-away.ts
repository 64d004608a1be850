import { setTimeout as sleep } from "node:timers/promises";
import { demand } from "@workshop/serving/http-contract";
import { cacheOutage } from "../../engines/cluster/cache-outage.ts";
import { cacheRowsOf } from "../../engines/cluster/cache-rows.ts";
import type { Deployed } from "../../engines/cluster/deployed.ts";
import { podsMeet } from "../../engines/cluster/pods-meet.ts";
import { restartsBegun } from "../../engines/cluster/restarts-begun.ts";
import { Traffic } from "../../engines/cluster/traffic.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { NotRun } from "../undecided.ts";
import { NOISY } from "./lossless.ts";

/** Longer than every probe of a sensible API together. */
const AWAY_MS = 25_000;
/** Over ten seconds: a client that lost Redis once comes back after some of them. */
const ASKED = 60;
const PAUSE_MS = 200;

export const cacheAway: Check<KubernetesContext> = {
  id: "cache-away",
  title: "Redis goes away for 25 seconds: predictions go on, and no pod of the API is restarted",
  step: 2,
  points: 3,
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
  retry: NOISY,
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
    const outage = cacheOutage(deployed, AWAY_MS);
    demand(
      outage !== undefined,
      "a Deployment of the image redis, which the API caches in: step 3 of the lesson brings it",
      "none",
    );
    context.progress("asking for the same predictions again");
    await demandHits(deployed, context.signal);
    const restarts = () => restartsBegun(deployed);
    const before = { restarts: await restarts(), rows: await cacheRowsOf(deployed) };
    const traffic = new Traffic(deployed.reached.url, { rate: 20 });
    await outage.begin();
    context.progress(`Redis is away for ${AWAY_MS / 1000} s`);
    await sleep(AWAY_MS, undefined, { signal: context.signal }).catch(() => {});
    const { sent, failures } = await traffic.stop();
    const restarted = (await restarts()) - before.restarts;
    const { unavailable } = await cacheRowsOf(deployed);
    await outage.end();
    demand(
      restarted === 0,
      "no pod of the API to be restarted while Redis is away",
      `${restarted}`,
    );
    if (failures.length > 0) {
      throw new CheckFailure(
        `200 for each of ${sent} predictions while Redis is away`,
        `${failures.length} failures, first ${failures[0]}`,
        { lines: failures.slice(0, 20) },
      );
    }
    const missed = unavailable - before.rows.unavailable;
    demand(missed > 0, "the metrics to say that the cache could not be asked", `${missed} rows`);
    return { lines: [`${sent} predictions without Redis, 0 failures; ${missed} could not ask it`] };
  },
};

/**
 * Asks for one prediction again and again, until a cache has answered.
 * @throws ContractFailure where none does; NotRun where the cluster lets no pod reach another
 */
async function demandHits(deployed: Deployed, signal: AbortSignal): Promise<void> {
  const { hit: before } = await cacheRowsOf(deployed);
  let hits = 0;
  for (let asked = 0; asked < ASKED && hits === 0; asked += 1) {
    await fetch(new URL("/predict", deployed.reached.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user_id: 1, movie_id: 50 }),
      signal,
    }).then((answer) => answer.text());
    // Each pod but the first with this question may find the answer of another.
    if (asked % 5 === 4) hits = (await cacheRowsOf(deployed)).hit - before;
    else await sleep(PAUSE_MS, undefined, { signal });
  }
  if (hits > 0) return;
  if (!(await podsMeet(deployed))) {
    throw new NotRun(
      "the cluster lets no pod reach another, so no API reaches its Redis",
      "See that the cluster's network forwards between pods (on Linux: iptables -S FORWARD).",
    );
  }
  demand(false, `hits in prediction_cache_rows_total after ${ASKED} times the same question`, hits);
}
