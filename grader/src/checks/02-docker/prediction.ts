import { demand } from "@workshop/serving/http-contract";
import type { Container } from "../../engines/docker/container.ts";

export const IDS = { user_id: 1, movie_id: 50 };

/** A prediction from a container. @throws ContractFailure where it gives none. */
export async function demandPrediction(container: Container, ids = IDS): Promise<number> {
  const { status, text } = await container.target.request({
    method: "POST",
    path: "/predict",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(ids),
  });
  demand(status === 200, "200 for POST /predict", `${status} ${text.slice(0, 200)}`);
  return (JSON.parse(text) as { prediction: number }).prediction;
}
