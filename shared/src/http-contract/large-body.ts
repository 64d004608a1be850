import { once } from "node:events";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { LARGEST } from "./bounded-text.ts";
import { ContractFailure } from "./contract-failure.ts";
import type { Answer } from "./target.ts";

const PIECE = 64 * 1024;
const FIRST_LOOK_MS = 500;

/**
 * Posts a JSON body that the server is expected to refuse: headers first, then pieces, until an
 * answer comes. A client that pushed it all at once would lose the answer of a server that
 * answers by the content-length and closes.
 * @throws ContractFailure where the connection ended without an answer, or the answer has no end.
 */
export async function postInPieces(
  address: { host: string; port: number },
  path: string,
  body: string,
): Promise<Answer> {
  const request = http.request({
    ...address,
    path,
    method: "POST",
    headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    agent: false,
  });
  const answered = readAnswer(request).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof ContractFailure) throw error;
    throw new ContractFailure(`an answer to a POST ${path} of 10 MB`, error.code ?? error.message);
  });
  const over = answered.then(
    () => true,
    () => true,
  );
  request.flushHeaders();
  let done = await Promise.race([over, sleep(FIRST_LOOK_MS, false)]);
  for (let from = 0; !done && from < body.length; from += PIECE) {
    const written = new Promise((resolve) =>
      request.write(body.slice(from, from + PIECE), resolve),
    );
    done = await Promise.race([over, written.then(() => sleep(0, false))]);
  }
  if (!done) request.end();
  return answered.finally(() => request.destroy());
}

async function readAnswer(request: http.ClientRequest): Promise<Answer> {
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  request.on("error", () => {});
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) {
    text += chunk;
    if (text.length > LARGEST) {
      throw new ContractFailure(`an answer of at most ${LARGEST / 1e6} MB`, "more");
    }
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  );
  return { status: response.statusCode ?? 0, headers, text };
}
