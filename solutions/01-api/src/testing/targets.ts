import type { Server } from "node:http";
import {
  type Config,
  Core,
  createHttpServer,
  createLogger,
  listen,
  readConfig,
} from "@workshop/serving";
import { encode, networkTarget, type Target } from "@workshop/serving/http-contract";
import supertest from "supertest";
import { createFastifyApp } from "../app.ts";
import { createExpressApp } from "../express-app.ts";
import { createListener, type Framework } from "../frameworks.ts";

/** On a busy machine the API would rightly refuse what the tests ask of it. Stalled requests end soon. */
export const PATIENT = {
  QUEUE_MS: "60000",
  DEADLINE_MS: "600000",
  REQUEST_TIMEOUT_MS: "5000",
} as const;

/** Settings for tests: quiet and patient. */
export function testConfig(overrides: NodeJS.ProcessEnv = {}): Config {
  return readConfig({ LOG_LEVEL: "silent", PORT: "0", ...PATIENT, ...overrides });
}

/** A loaded core for tests. */
export async function testCore(overrides: NodeJS.ProcessEnv = {}): Promise<Core> {
  const config = testConfig(overrides);
  const core = new Core(config, createLogger(config.LOG_LEVEL));
  await core.start();
  return core;
}

export interface Running {
  target: Target;
  close(): Promise<void>;
}

/** The API inside this process, without a socket of ours. */
export async function inProcess(framework: Framework): Promise<Running> {
  const core = await testCore();
  const close = () => core.close();
  if (framework === "express") {
    return { target: supertestTarget(createExpressApp(core)), close };
  }
  const app = await createFastifyApp(core);
  const target: Target = {
    async request(call) {
      const { headers, body } = encode(call);
      const response = await app.inject({
        method: call.method as "GET",
        url: call.path,
        headers,
        ...(body && { payload: body }),
      });
      return {
        status: response.statusCode,
        headers: response.headers as Record<string, string>,
        text: response.payload,
      };
    },
  };
  return { target, close };
}

function supertestTarget(app: Parameters<typeof supertest>[0]): Target {
  return {
    async request(call) {
      const { headers, body } = encode(call);
      const method = call.method.toLowerCase() as "get" | "post" | "delete";
      const test = supertest(app)[method](call.path).set(headers).buffer(true);
      test.parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => done(null, Buffer.concat(chunks).toString("utf8")));
      });
      // Superagent would turn a buffer with a JSON type into JSON of a buffer.
      const response = await (body ? test.serialize((value) => value).send(body) : test);
      return { status: response.status, headers: response.headers, text: response.body };
    },
  };
}

/** The API on a port of 127.0.0.1. */
export async function onNetwork(
  framework: Framework,
  core?: Core,
): Promise<Running & { url: string; server: Server; core: Core }> {
  const loaded = core ?? (await testCore());
  const server = createHttpServer(await createListener(framework, loaded), {
    requestTimeoutMs: loaded.config.REQUEST_TIMEOUT_MS,
    onConnectionError: (status) => loaded.metrics.request("other", undefined, status, 0),
  });
  const port = await listen(server, 0, "127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    server,
    core: loaded,
    target: networkTarget(url),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await loaded.close();
    },
  };
}
