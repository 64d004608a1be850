import type { RequestListener, Server } from "node:http";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { ConfigError } from "../config/index.ts";
import { ApiError, toProblem } from "../errors/index.ts";
import { requestId } from "../logging/index.ts";

// An import reads all that node:http offers, the client behind fetch included: a tenth of a start.
const { createServer, STATUS_CODES }: typeof import("node:http") = createRequire(import.meta.url)(
  "node:http",
);

export interface HttpServerOptions {
  /** Milliseconds until headers and body must be there. */
  requestTimeoutMs: number;
  /** Told of connections that were answered before any route was known. */
  onConnectionError?: (status: number) => void;
}

/** Connections that may wait to be accepted: Node's 511 lets a crowd run into resends of a second. */
const BACKLOG = 4096;

const REASONS: Record<string, ApiError["code"]> = {
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

/**
 * An HTTP/1.1 server with the limits a public port needs: slow senders are cut off, and what is
 * not HTTP gets a problem document instead of a bare reset.
 */
export function createHttpServer(handler: RequestListener, options: HttpServerOptions): Server {
  const server = createServer(
    {
      requestTimeout: options.requestTimeoutMs,
      headersTimeout: options.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1000, options.requestTimeoutMs / 2),
      keepAliveTimeout: 72_000,
      maxHeaderSize: 16_384,
      noDelay: true,
    },
    handler,
  );
  // A client may stop sending and wait: without this, Node cuts off an answer that takes a turn longer.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const code = REASONS[error.code ?? ""] ?? "invalid-http";
    const failure = new ApiError(code, "The request could not be read.");
    options.onConnectionError?.(failure.status);
    const body = JSON.stringify(toProblem(failure, "", requestId(undefined)));
    socket.end(
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}\r\n` +
        "content-type: application/problem+json; charset=utf-8\r\n" +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  return server;
}

/**
 * Starts listening and returns the port, which is the system's choice where 0 was asked for.
 * @throws ConfigError where the address cannot be had, saying what to change.
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const cure = CURES[error.code ?? ""] ?? "Set HOST and PORT to an address of this machine.";
      reject(new ConfigError(`Cannot listen on ${host}:${port} (${error.code}). ${cure}`));
    });
    server.listen({ port, host, backlog: BACKLOG }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

const CURES: Record<string, string> = {
  EADDRINUSE: "Something else listens there: stop it, or set PORT to another number.",
  EACCES: "Ports below 1024 are reserved: set PORT to a higher number.",
};
