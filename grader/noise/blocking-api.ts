import { Core, createHttpServer, createLogger, listen, readConfig } from "@workshop/serving";
import { createListener } from "../../solutions/01-api/src/frameworks.ts";

/** The solution, spoilt: every tenth prediction blocks the event loop for 20 ms. */
const STALL_MS = 20;
const EVERY = 10;

const config = readConfig();
const core = new Core(config, createLogger(config.LOG_LEVEL));
const answer = await createListener("fastify", core);
let predictions = 0;
const server = createHttpServer(
  (request, response) => {
    if (request.url === "/predict") {
      predictions += 1;
      if (predictions % EVERY === 0) stall();
    }
    answer(request, response);
  },
  { requestTimeoutMs: config.REQUEST_TIMEOUT_MS },
);
await listen(server, config.PORT, config.HOST);
await core.start();

function stall(): void {
  const end = performance.now() + STALL_MS;
  while (performance.now() < end);
}
