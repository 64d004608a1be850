import type { IncomingMessage } from "node:http";
import {
  ApiError,
  type Core,
  parseJsonBody,
  problemHeaders,
  type RequestContext,
  requestId,
  toProblem,
  unmatched,
} from "@workshop/serving";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";

/** The prediction API on Express. Nothing listens yet: the server decides where. */
export function createExpressApp(core: Core): Express {
  const { config, predictions } = core;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.enable("case sensitive routing");
  app.enable("strict routing");
  app.use(identify(core));

  const json: RequestHandler[] = [
    express.raw({ type: () => true, limit: config.BODY_LIMIT_BYTES, inflate: false }),
    parseBody,
  ];
  app.post("/predict", ...json, async (request, response) => {
    response.json(await predictions.predict(request.body, context(request, response)));
  });
  app.post("/predict/batch", ...json, async (request, response) => {
    response.json(await predictions.predictBatch(request.body, context(request, response)));
  });
  app.get("/model", (_request, response) => {
    response.json(predictions.describe());
  });
  app.get("/health/live", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.get("/health/ready", (_request, response) => {
    response.json(core.ready());
  });
  app.get("/metrics", async (_request, response) => {
    const { contentType, body } = await core.metrics.text();
    response.set("content-type", contentType).send(body);
  });
  app.get("/openapi.json", (_request, response) => {
    response.type("application/json").send(core.openApi());
  });
  for (const asset of core.docs) {
    app.get(asset.path, async (_request, response) => {
      response.set({ ...asset.headers, "content-type": asset.contentType });
      response.send(await asset.body());
    });
  }
  app.use((request) => {
    throw unmatched(request.method, request.url);
  });
  app.use(answerError(core));
  return app;
}

/** Gives every request its id, and counts it when it has been answered. */
function identify(core: Core): RequestHandler {
  return (request, response, next) => {
    const started = process.hrtime.bigint();
    const id = requestId(request.headers["x-request-id"]);
    response.locals.requestId = id;
    response.set("x-request-id", id);
    response.once("close", () => {
      core.answered({
        method: request.method,
        route: request.route?.path,
        status: response.writableFinished ? response.statusCode : 499,
        seconds: Number(process.hrtime.bigint() - started) / 1e9,
        requestId: id,
      });
    });
    next();
  };
}

const parseBody: RequestHandler = (request, _response, next) => {
  const bytes = Buffer.isBuffer(request.body) ? request.body : undefined;
  const { headers } = request;
  request.body = parseJsonBody(bytes, headers["content-type"], headers["content-encoding"]);
  next();
};

function context(request: IncomingMessage, response: express.Response): RequestContext {
  const { socket } = request;
  return {
    requestId: response.locals.requestId,
    signal: {
      get aborted() {
        return socket.destroyed;
      },
    },
  };
}

function answerError(core: Core): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const failure = asApiError(error);
    const { requestId } = response.locals;
    const problem = toProblem(failure, request.originalUrl, requestId);
    if (problem.status === 500) core.logger.error({ request_id: requestId, err: error });
    if (response.headersSent) {
      request.socket.destroy();
      return;
    }
    response.status(problem.status).set(problemHeaders(failure));
    response.send(JSON.stringify(problem));
  };
}

/** The refusals of Express' body reader, in the catalogue's words. */
function asApiError(error: unknown): unknown {
  switch ((error as { type?: unknown }).type) {
    case "entity.too.large":
      return new ApiError("body-too-large", "The body is over the limit.");
    case "encoding.unsupported":
      return new ApiError("unsupported-media-type", "Compressed bodies are not read.");
    case "request.size.invalid":
      return new ApiError("invalid-json", "The body is shorter than its content-length.");
    case "request.aborted":
      return new ApiError("client-closed", "The client went away.");
    default:
      return error;
  }
}
