import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ContractFailure, demand, IDS } from "@workshop/serving/http-contract";
import type { ApiProcess } from "../../engines/process.ts";
import { statusOf } from "../../engines/status.ts";
import type { Check } from "../check.ts";

const REQUESTS = 12;
const STOP_MS = 10_000;
const HALF_WAY_MS = 300;
/** Characters after which an answer is read no further. */
const LONGEST = 1_000_000;

export const stopLosesNothing: Check = {
  id: "stop-loses-nothing",
  title:
    "SIGTERM ends readiness, loses no accepted request, and the exit code is 0 within 10 seconds",
  step: 6,
  points: 3,
  why: "Every deploy stops every instance; what a stop cuts off, a customer sees as an error.",
  hints: [
    "Node ends at once on SIGTERM unless somebody listens for it.",
    "Stop taking connections, let the requests in flight finish, close the model, then exit with 0.",
    "handleSignals({ server, logger, delayMs, graceMs, close }) does it; core.accepting = () => lifecycle.accepting.",
  ],
  after: ["predict-ids"],
  seconds: 1.5,
  needs: ["posix-signals"],
  mutants: [
    {
      title: "cuts open connections on SIGTERM",
      edits: {
        "src/server.ts": [
          {
            find: "core.accepting = () => lifecycle.accepting;",
            replace:
              'core.accepting = () => lifecycle.accepting;\n  process.on("SIGTERM", () => server.closeAllConnections());',
          },
        ],
      },
    },
    {
      title: "goes on saying that it is ready after SIGTERM",
      edits: {
        "src/server.ts": [{ find: "  core.accepting = () => lifecycle.accepting;\n", replace: "" }],
      },
    },
  ],
  async run(context) {
    const api = await context.start({
      environment: { SHUTDOWN_DELAY_MS: String(2 * HALF_WAY_MS) },
    });
    const idle = await connect(api.port);
    const halves = await Promise.all(
      Array.from({ length: REQUESTS }, (_, index) => halfARequest(api.port, index)),
    );
    // Long enough for the server to have read the first halves, far from its timeouts.
    await sleep(100);
    api.signal("SIGTERM");
    await sleep(HALF_WAY_MS);
    if (api.ended()) {
      throw new ContractFailure(
        `${REQUESTS} requests in flight to be answered after SIGTERM`,
        `the process ended at once with ${api.ended()}`,
      );
    }
    const ready = await statusOf(`${api.url}/health/ready`);
    demand(
      ready !== 200,
      "GET /health/ready to answer 503 after SIGTERM, or nobody to listen any more",
      "200",
    );
    const answers = await Promise.all(halves.map((finish) => finish()));
    const bad = answers.findIndex((text) => !isAnswer(text));
    demand(
      bad === -1 && answers.some((text) => text.startsWith("HTTP/1.1 200")),
      `200 for each of ${REQUESTS} requests in flight at SIGTERM`,
      answers[bad === -1 ? 0 : bad] || "a closed connection without an answer",
    );
    await demandGoodEnd(api);
    idle.destroy();
    return undefined;
  },
};

/** A prediction, or a refusal with Retry-After as a busy machine may bring about. */
function isAnswer(text: string): boolean {
  return (
    text.startsWith("HTTP/1.1 200") ||
    (text.startsWith("HTTP/1.1 503") && /^retry-after:/im.test(text))
  );
}

async function connect(port: number): Promise<net.Socket> {
  const socket = net.connect(port, "127.0.0.1");
  const { promise: failed, reject } = Promise.withResolvers<never>();
  socket.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
    reject(new ContractFailure("a connection of a client to be taken", code));
  });
  failed.catch(() => {});
  await Promise.race([once(socket, "connect"), failed]);
  return socket;
}

/** Sends headers and half a body; what comes back sends the rest and gives the whole answer. */
async function halfARequest(port: number, index: number): Promise<() => Promise<string>> {
  const body = JSON.stringify({ ...IDS, user_id: index + 1 });
  const socket = await connect(port);
  let text = "";
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (/"prediction":|^HTTP\/1\.1 503[\s\S]*\}/.test(text)) resolve();
    if (text.length > LONGEST) socket.destroy();
  });
  socket.write(
    `POST /predict HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  );
  return async () => {
    const closed = once(socket, "close").catch(() => {});
    // A busy server may have answered before it heard the rest, and closed.
    if (socket.writable) socket.write(body.slice(10));
    await Promise.race([closed, answered, sleep(5000, undefined, { ref: false })]);
    socket.destroy();
    return text;
  };
}

async function demandGoodEnd(api: ApiProcess): Promise<void> {
  const ended = await Promise.race([api.exited, sleep(STOP_MS, undefined, { ref: false })]);
  demand(
    ended !== undefined,
    `the process to end within ${STOP_MS / 1000} s of SIGTERM, idle connections or not`,
    "it still runs",
  );
  demand(ended.code === 0, "exit code 0 after SIGTERM", api.ended() ?? "nothing");
}
