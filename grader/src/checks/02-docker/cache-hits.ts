import { demand } from "@workshop/serving/http-contract";
import { waitFor } from "../../engines/wait.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { demandPrediction } from "./prediction.ts";
import { cacheRows, STARVED, upStack } from "./stack.ts";

const ASKED = 20;
const SETTLE_MS = 10_000;

export const cacheHits: Check<DockerContext> = {
  id: "cache-hits",
  title: "A prediction that was made before comes from Redis; without Redis predictions go on",
  step: 6,
  points: 6,
  why: "A cache is there to be fast, not to be needed.",
  hints: [
    "curl the API's /metrics and look at prediction_cache_rows_total.",
    "The API uses a cache where CACHE_URL names one; inside the stack Redis is reached by its service's name.",
    "environment: CACHE_URL: redis://redis:6379 at the service of the API.",
  ],
  after: ["compose-up"],
  needs: ["docker"],
  seconds: 15,
  deadlineMs: 300_000,
  retry: STARVED,
  mutants: [
    {
      title: "looks for Redis on its own localhost",
      edits: {
        "compose.yaml": [
          { find: "CACHE_URL: redis://redis:6379", replace: "CACHE_URL: redis://127.0.0.1:6379" },
        ],
      },
    },
  ],
  async run(context) {
    const { compose, container, redis } = await upStack(context);
    const score = await demandPrediction(container);
    const hitsAfter = async (what: string) => {
      const { hit } = await cacheRows(container);
      await waitFor({
        what: `a prediction from the cache ${what}`,
        deadlineMs: SETTLE_MS,
        probe: async () => {
          demand(
            (await demandPrediction(container)) === score,
            `the same prediction, ${score}`,
            "another",
          );
          return (await cacheRows(container)).hit > hit || "no hit";
        },
      }).catch(({ message }: Error) =>
        demand(false, `a prediction from the cache ${what}`, message),
      );
    };
    await hitsAfter("when it is asked for again");
    await compose.stop(redis);
    const { unavailable } = await cacheRows(container);
    for (let asked = 0; asked < ASKED; asked += 1) {
      demand(
        (await demandPrediction(container)) === score,
        `the same prediction without Redis, ${score}`,
        "another",
      );
    }
    const without = await cacheRows(container);
    demand(
      without.unavailable > unavailable,
      "the metrics to say that the cache could not be asked",
      without,
    );
    await compose.start(redis);
    await hitsAfter("after Redis is back");
    return undefined;
  },
};
