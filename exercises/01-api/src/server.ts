import http from "node:http";
import { Core, createLogger, listen, readConfig } from "@workshop/serving";

// Fastify unless FRAMEWORK says express; name your file here if you prefer something else.
const framework = process.env.FRAMEWORK === "express" ? "./express-app.ts" : "./app.ts";
const { createListener } = await import(framework);

const config = readConfig();
const logger = createLogger(config.LOG_LEVEL);
const core = new Core(config, logger);

// TODO step 6: createHttpServer() in place of http.createServer(), and handleSignals()
const server = http.createServer(await createListener(core));
const port = await listen(server, config.PORT, config.HOST);
logger.info(`listening on http://${config.HOST}:${port}`);
await core.start();
