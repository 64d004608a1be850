import http from "node:http";
import { demand } from "@workshop/serving/http-contract";

export const IDS = { user_id: 1, movie_id: 50 };

/** One prediction on a connection of its own. @throws ContractFailure where it gets no 200 */
export async function onNewConnection(url: string, body: object): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const request = http.request(new URL("/predict", url), {
    method: "POST",
    agent: false,
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(10_000),
  });
  request.once("response", (response) => {
    response.resume().once("end", () => resolve(String(response.statusCode)));
  });
  request.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  request.end(JSON.stringify(body));
  const received = await promise;
  demand(received === "200", "200 for POST /predict", received);
}
