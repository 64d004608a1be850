import {
  ApiError,
  type Core,
  parseJsonBody,
  problemHeaders,
  requestId,
  toProblem,
  unmatched,
} from "@workshop/serving";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";

/** The prediction API on Fastify. Nothing listens yet: the server decides where. */
export async function createFastifyApp(core: Core): Promise<FastifyInstance> {
  const { config, predictions } = core;
  const app = Fastify({
    bodyLimit: config.BODY_LIMIT_BYTES,
    requestIdHeader: false,
    // Bodies are zod's to validate, and answers have their shape already: no compiler of schemas is loaded.
    schemaController: {
      compilersFactory: { buildValidator: () => unused, buildSerializer: () => unused },
    },
    genReqId: (request) => requestId(request.headers["x-request-id"]),
    // For a path that cannot be decoded, where no hook runs.
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      reply.header("x-request-id", request.id);
      sendProblem(request, reply, new ApiError("not-found", "No such path."));
      answered(core, request, reply);
    },
  });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => {
    try {
      const { headers } = request;
      done(
        null,
        parseJsonBody(body as Buffer, headers["content-type"], headers["content-encoding"]),
      );
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => answered(core, request, reply));
  app.setNotFoundHandler((request) => {
    throw unmatched(request.method, request.url);
  });
  app.setErrorHandler((error, request, reply) => {
    const status = sendProblem(request, reply, asApiError(error));
    if (status === 500) core.logger.error({ request_id: request.id, err: error });
    return reply;
  });

  app.post("/predict", (request) =>
    predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),
  );
  app.post("/predict/batch", (request) =>
    predictions.predictBatch(body(request), { requestId: request.id, signal: clientOf(request) }),
  );
  app.get("/model", async () => predictions.describe());
  app.get("/health/live", async () => ({ status: "ok" }));
  app.get("/health/ready", async () => core.ready());
  app.get("/metrics", async (_request, reply) => {
    const { contentType, body } = await core.metrics.text();
    return reply.type(contentType).send(body);
  });
  app.get("/openapi.json", async (_request, reply) => {
    return reply.type("application/json; charset=utf-8").send(core.openApi());
  });
  for (const asset of core.docs) {
    app.get(asset.path, async (_request, reply) => {
      return reply
        .type(asset.contentType)
        .headers(asset.headers)
        .send(await asset.body());
    });
  }
  await app.ready();
  return app;
}

function answered(core: Core, request: FastifyRequest, reply: FastifyReply): void {
  core.answered({
    method: request.method,
    route: request.is404 ? undefined : request.routeOptions.url,
    status: reply.statusCode,
    seconds: reply.elapsedTime / 1000,
    requestId: request.id,
  });
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, failure: unknown): number {
  const problem = toProblem(failure, request.url, request.id);
  reply.code(problem.status).headers(problemHeaders(failure)).send(JSON.stringify(problem));
  return problem.status;
}

/** A POST without a body skips the content-type parser, so emptiness is judged here. */
function body(request: FastifyRequest): unknown {
  if (request.body !== undefined) return request.body;
  return parseJsonBody(undefined, request.headers["content-type"], undefined);
}

function clientOf(request: FastifyRequest) {
  const { socket } = request.raw;
  return {
    get aborted() {
      return socket.destroyed;
    },
  };
}

/** Fastify's own refusals, in the catalogue's words. */
function asApiError(error: unknown): unknown {
  switch ((error as { code?: unknown }).code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ApiError("body-too-large", "The body is over the limit.");
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new ApiError("invalid-json", "The body is shorter than its content-length.");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new ApiError("unsupported-media-type", "Expected content-type application/json.");
    case "ECONNRESET":
      return new ApiError("client-closed", "The client went away.");
    default:
      return error;
  }
}

function unused(): never {
  throw new Error("No route has a schema.");
}
