import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { boundedText } from "./bounded-text.ts";
import { type Answer, type Call, encode, type Target } from "./target.ts";

/** Idle connections are unref'd by the agent: they keep no process alive. */
const agent = new Agent({ keepAlive: true });

/**
 * The API at a base URL. Over node:http and not over fetch: a grading sends thousands of requests,
 * and fetch costs three times the CPU that the API under test has to share.
 * @throws the system's error (code ECONNREFUSED, …), or a TimeoutError where there is no whole answer
 */
export function networkTarget(baseUrl: string, timeoutMs = 10_000): Target {
  const url = new URL(baseUrl);
  return {
    address: { host: url.hostname, port: Number(url.port || 80) },
    async request(call) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await answerTo(call, new URL(call.path, url), signal);
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    },
  };
}

async function answerTo(call: Call, url: URL, signal: AbortSignal): Promise<Answer> {
  const response = await sent(call, url, signal);
  return {
    status: response.statusCode ?? 0,
    headers: headersOf(response),
    text: await boundedText(response, `${call.method} ${call.path}`),
  };
}

function sent(call: Call, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { headers, body } = encode(call);
  return new Promise((resolve, reject) => {
    const outgoing: ClientRequest = request(url, { method: call.method, headers, agent, signal });
    outgoing.once("response", resolve);
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      // The API closed an idle connection just as it was taken again.
      const stale = outgoing.reusedSocket && error.code === "ECONNRESET" && !signal.aborted;
      if (stale) sent(call, url, signal).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(body);
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(pairs);
}
