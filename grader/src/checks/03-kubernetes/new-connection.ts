import http from "node:http";
export const IDS = { user_id: 1, movie_id: 50 };

/** The status of one prediction on a connection of its own, or the code of the error that came instead. */
export async function onNewConnection(url: string, body: object): Promise<string> {
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
  return promise;
}
