import type { RequestListener } from "node:http";
import type { Core } from "@workshop/serving";
import Fastify from "fastify";

/** The prediction API on Fastify. README.md explains each step; `npm run exercise 1` looks at it. */
export async function createListener(core: Core): Promise<RequestListener> {
  const app = Fastify({ bodyLimit: core.config.BODY_LIMIT_BYTES });

  app.get("/health/live", async () => ({ status: "ok" }));
  // TODO step 1: GET /health/ready answers core.ready(), which throws until the model is there

  // TODO step 2: POST /predict, and the request's id in the header x-request-id of every answer

  // TODO step 3: a body parser, an error handler and frameworkErrors, so that every refusal is
  //              problem+json; 404 and 405 in place of the 501 below

  // TODO step 4: POST /predict/batch

  // TODO step 5: GET /openapi.json, the pages of core.docs, GET /model, GET /metrics,
  //              and tell the core about every answered request

  app.setNotFoundHandler((request, reply) => {
    reply.code(501).type("application/problem+json");
    return {
      type: "about:blank",
      title: "Not written yet",
      status: 501,
      detail: `${request.method} ${request.url} is yours to write, in src/app.ts.`,
    };
  });
  await app.ready();
  return app.routing;
}
