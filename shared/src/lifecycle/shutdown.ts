import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "../logging/index.ts";

export interface ShutdownOptions {
  server: Server;
  logger: Logger;
  /** Milliseconds to go on serving with readiness at 503, until load balancers have noticed. */
  delayMs: number;
  /** Milliseconds for requests in flight; what is still open then is cut. */
  graceMs: number;
  /** Frees what the process holds: models, metrics, sinks. Runs after the last answer. */
  close: () => Promise<void>;
  exit?: (code: number) => void;
}

/** Turns false at the first signal; readiness and keep-alive follow it. */
export interface Lifecycle {
  readonly accepting: boolean;
  /** Starts the shutdown as a signal does. */
  stop(reason: string): Promise<void>;
}

/**
 * Ends the process well on SIGTERM and SIGINT: not ready → (delay) → no new connections, those in
 * flight finish → close → exit 0. A second signal exits at once with 1.
 */
export function handleSignals(options: ShutdownOptions): Lifecycle {
  const { server, logger, delayMs, graceMs, close } = options;
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const unused = new UnusedConnections(server);
  const answers = new LastAnswers(server);
  let accepting = true;
  let stopping: Promise<void> | undefined;

  async function run(reason: string): Promise<void> {
    accepting = false;
    answers.begin();
    logger.info({ reason, delayMs, graceMs }, "shutting down");
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    unused.close();
    const cut = setTimeout(() => {
      logger.warn("requests still open after the grace period were cut");
      server.closeAllConnections();
    }, graceMs);
    await closed;
    clearTimeout(cut);
    await close();
    logger.info("stopped");
    logger.flush();
    exit(0);
  }

  const lifecycle: Lifecycle = {
    get accepting() {
      return accepting;
    },
    stop(reason) {
      stopping ??= run(reason).catch((error: unknown) => {
        logger.error({ err: error }, "shutdown failed");
        exit(1);
      });
      return stopping;
    },
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) exit(1);
      else void lifecycle.stop(signal);
    });
  }
  return lifecycle;
}

/**
 * Connections on which nothing was ever sent: browsers and balancers open them ahead of need, and
 * Node does not count them as idle, so that they would hold up the end.
 */
class UnusedConnections {
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    server.on("connection", (socket: Socket) => {
      this.#open.add(socket);
      socket.once("close", () => this.#open.delete(socket));
    });
  }

  close(): void {
    for (const socket of this.#open) if (socket.bytesRead === 0) socket.destroy();
  }
}

/**
 * Makes each answer the last one of its connection from a moment on, those in the making included:
 * clients then open their next connection elsewhere, and none stays open to be cut in the end.
 */
class LastAnswers {
  /**
   * One a connection, forgotten when it has gone: a set of all that is added to and taken from for each
   * request grows old before it is garbage, and takes 60 MB under load.
   */
  readonly #open = new Map<Socket, ServerResponse | undefined>();
  readonly #server: Server;
  #begun = false;

  constructor(server: Server) {
    this.#server = server;
    const open = this.#open;
    function forget(this: ServerResponse): void {
      const { socket } = this.req;
      if (open.get(socket) === this) open.set(socket, undefined);
    }
    server.on("connection", (socket: Socket) => {
      socket.once("close", () => open.delete(socket));
    });
    server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
      open.set(socket, response);
      response.on("close", forget);
      if (this.#begun) this.#end(response);
    });
  }

  begin(): void {
    this.#begun = true;
    // Of pipelined requests only the latest one's: what follows an answer with "close" is never sent.
    for (const response of this.#open.values()) if (response) this.#end(response);
  }

  #end(response: ServerResponse): void {
    if (!response.headersSent) response.setHeader("connection", "close");
    // Where the headers had been sent, the connection is idle afterwards, and nobody has said so.
    response.once("close", () => {
      if (!this.#server.listening) setImmediate(() => this.#server.closeIdleConnections());
    });
  }
}
