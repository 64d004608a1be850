import { setTimeout as sleep } from "node:timers/promises";
import { Core, createHttpServer, createLogger, listen, readConfig } from "@workshop/serving";
import { createFastifyApp } from "../../../solutions/01-api/src/app.ts";

/** The API with a predictor slowed to 2 ms a row, off the event loop as a native engine's work is. */
const MS_PER_ROW = 2;
const config = readConfig();
const core = new Core(config, createLogger(config.LOG_LEVEL), {
  wrapEngine: (engine) => ({
    ...engine,
    async run(rows, count) {
      const end = performance.now() + count * MS_PER_ROW;
      const scores = await engine.run(rows, count);
      await sleep(Math.max(0, end - performance.now()));
      return scores;
    },
  }),
});
const app = await createFastifyApp(core);
const server = createHttpServer(app.routing, { requestTimeoutMs: config.REQUEST_TIMEOUT_MS });
await listen(server, config.PORT, config.HOST);
process.on("SIGTERM", () => process.exit(0));
await core.start();
