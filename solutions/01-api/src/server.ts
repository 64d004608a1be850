import type { RequestListener } from "node:http";
import { parseArgs } from "node:util";
import {
  ConfigError,
  Core,
  createHttpServer,
  createLogger,
  handleSignals,
  listen,
  ModelLoadError,
  readConfig,
} from "@workshop/serving";

const FRAMEWORKS = ["fastify", "express"];

async function listener(framework: string, core: Core): Promise<RequestListener> {
  if (framework === "express") return (await import("./express-app.ts")).createExpressApp(core);
  const app = await (await import("./fastify-app.ts")).createFastifyApp(core);
  return app.routing;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { framework: { type: "string", default: "fastify" } } });
  if (!FRAMEWORKS.includes(values.framework)) {
    throw new ConfigError(
      `--framework: expected ${FRAMEWORKS.join(" or ")}, found ${JSON.stringify(values.framework)}.`,
    );
  }
  const config = readConfig();
  const logger = createLogger(config.LOG_LEVEL);
  const core = new Core(config, logger);
  const server = createHttpServer(await listener(values.framework, core), {
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    onConnectionError: (status) => core.metrics.request("other", undefined, status, 0),
  });
  const lifecycle = handleSignals({
    server,
    logger,
    delayMs: config.SHUTDOWN_DELAY_MS,
    graceMs: config.SHUTDOWN_GRACE_MS,
    close: () => core.close(),
  });
  core.accepting = () => lifecycle.accepting;
  const port = await listen(server, config.PORT, config.HOST);
  logger.info({ framework: values.framework }, `listening on http://${config.HOST}:${port}`);
  await core.start();
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof ModelLoadError;
  process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
});
