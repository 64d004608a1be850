import { request } from "node:http";
import { type Call, encode } from "@workshop/serving/http-contract";

const LATEST_MS = 2000;

/**
 * The status of a request, or why there was none within 2 s. Nothing is followed to another place,
 * and the body is not read.
 */
export async function statusOf(
  url: string,
  call: Pick<Call, "method" | "body"> = { method: "GET" },
): Promise<number | string> {
  const { headers, body } = encode({ ...call, path: url });
  const signal = AbortSignal.timeout(LATEST_MS);
  const { promise, resolve } = Promise.withResolvers<number | string>();
  const sent = request(url, { method: call.method, headers, signal, agent: false });
  sent.once("response", (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  sent.on("error", (error: NodeJS.ErrnoException) => {
    const late = `no answer within ${LATEST_MS / 1000} s`;
    resolve(signal.aborted ? late : (error.code ?? error.message));
  });
  sent.end(body);
  return promise;
}
