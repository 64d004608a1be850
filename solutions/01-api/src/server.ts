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
import { createListener, FRAMEWORKS, type Framework } from "./frameworks.ts";

function readFramework(): Framework {
  let asked: string | undefined;
  try {
    asked = parseArgs({ options: { framework: { type: "string" } } }).values.framework;
  } catch (error) {
    throw new ConfigError(
      `${(error as Error).message}. --framework ${FRAMEWORKS.join("|")} is known.`,
    );
  }
  const wanted = asked ?? (process.env.FRAMEWORK || "fastify");
  const framework = FRAMEWORKS.find((each) => each === wanted);
  if (framework) return framework;
  throw new ConfigError(
    `--framework (or FRAMEWORK): expected ${FRAMEWORKS.join(" or ")}, found ${JSON.stringify(wanted)}.`,
  );
}

async function main(): Promise<void> {
  const framework = readFramework();
  const config = readConfig();
  const logger = createLogger(config.LOG_LEVEL);
  const core = new Core(config, logger);
  const server = createHttpServer(await createListener(framework, core), {
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
  logger.info({ framework }, `listening on http://${config.HOST}:${port}`);
  await core.start();
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof ModelLoadError;
  process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
});
