import type { IncomingMessage, ServerResponse } from "node:http";
import { PROBLEM_TYPE, Problem, problemText } from "./problem.ts";
import { CallerGone } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";

export interface Answer {
  type: string;
  body: string | Buffer;
}

/** One operation; the key of its table is "METHOD /path". */
export type Handler = (request: IncomingMessage, requestId: string) => Promise<Answer> | Answer;

/** Told of each answered request; the route is undefined where none was found. */
export type Observer = (
  method: string,
  route: string | undefined,
  status: number,
  seconds: number,
) => void;

export function json(value: unknown): Answer {
  return { type: "application/json; charset=utf-8", body: JSON.stringify(value) };
}

/** A request listener over a table of operations. */
export function createListener(routes: ReadonlyMap<string, Handler>, observe: Observer) {
  const methods = new Map<string, string[]>();
  for (const key of routes.keys()) {
    const [method = "", path = ""] = key.split(" ");
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }

  function find(method: string, path: string): Handler {
    const handler = routes.get(`${method === "HEAD" ? "GET" : method} ${path}`);
    if (handler) return handler;
    const allow = methods.get(path);
    if (!allow) throw new Problem(404, "not-found", "There is nothing at this path.");
    const detail = `This path takes ${allow.join(", ")}.`;
    const headers = { allow: allow.join(", ") };
    throw new Problem(405, "method-not-allowed", detail, { headers });
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const { method = "", url = "" } = request;
    const path = url.split("?", 1)[0] ?? "";
    const requestId = requestIdOf(request.headers["x-request-id"]);
    response.setHeader("x-request-id", requestId);
    response.on("finish", () => {
      const route = methods.has(path) ? path : undefined;
      observe(method, route, response.statusCode, (performance.now() - start) / 1000);
    });
    try {
      const { type, body } = await find(method, path)(request, requestId);
      send(response, 200, type, body);
    } catch (error) {
      if (error instanceof CallerGone) return;
      const problem = error instanceof Problem ? error : unexpected(error);
      for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
      send(response, problem.status, PROBLEM_TYPE, problemText(problem, requestId));
    }
  };
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

function unexpected(error: unknown): Problem {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new Problem(500, "internal", "Something failed inside the service.");
}
