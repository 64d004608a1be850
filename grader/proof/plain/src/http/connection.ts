import http from "node:http";
import type { Socket } from "node:net";
import { PROBLEM_TYPE, Problem, problemText } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

const STATUS: Readonly<Record<string, [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, "headers-too-large"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "request-timeout"],
};

/** A server that gives up slow senders, and answers what is no HTTP with a problem document. */
export function createServer(listener: http.RequestListener, requestTimeoutMs: number) {
  const server = http.createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs / 2),
      keepAliveTimeout: 60_000,
      maxHeaderSize: 16_384,
    },
    listener,
  );
  // The answer to a client that has stopped sending may take more than a turn of the event loop.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
    const [status, code] = STATUS[error.code ?? ""] ?? [400, "invalid-http"];
    const problem = new Problem(status, code, "The request could not be read.");
    const body = problemText(problem, requestIdOf(undefined));
    return socket.end(
      `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\ncontent-type: ${PROBLEM_TYPE}\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  return server;
}
