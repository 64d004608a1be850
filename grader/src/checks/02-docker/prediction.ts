import { setTimeout as sleep } from "node:timers/promises";
import { demand } from "@workshop/serving/http-contract";
import type { Container } from "../../engines/docker/container.ts";

export const IDS = { user_id: 1, movie_id: 50 };

const PAUSE_MS = 200;

/**
 * A prediction from a container, asked for again while that says that it is busy.
 * @throws ContractFailure where it gives none
 */
export async function demandPrediction(
  container: Container,
  ids = IDS,
  { busyMs = 0 } = {},
): Promise<number> {
  const end = performance.now() + busyMs;
  for (;;) {
    const { status, text } = await container.target.request({
      method: "POST",
      path: "/predict",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(ids),
    });
    if (status === 503 && performance.now() < end) {
      await sleep(PAUSE_MS);
      continue;
    }
    demand(status === 200, "200 for POST /predict", `${status} ${text.slice(0, 200)}`);
    return (JSON.parse(text) as { prediction: number }).prediction;
  }
}
