import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { expect, it } from "vitest";
import { createLogger } from "../logging/index.ts";
import { handleSignals } from "./shutdown.ts";

/** Longer than a test may take: a stop that waits for it fails by the test's time. */
const GRACE_MS = 600_000;

async function serve(answer: http.RequestListener, delayMs = 0) {
  const server = http.createServer({ keepAliveTimeout: GRACE_MS }, answer);
  const { promise: exited, resolve: exit } = Promise.withResolvers<number>();
  const close = async () => {};
  const logger = createLogger("silent");
  const lifecycle = handleSignals({ server, logger, delayMs, graceMs: GRACE_MS, close, exit });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  return { port, lifecycle, exited };
}

/** One keep-alive connection on the wire. */
async function connect(port: number) {
  const socket = net.connect(port, "127.0.0.1");
  await once(socket, "connect");
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const closed = once(socket, "close");
  return {
    ask: () => socket.write("GET / HTTP/1.1\r\nhost: test\r\n\r\n"),
    /** Everything that came until the server closed. */
    all: async () => {
      await closed;
      return text;
    },
    has: async (part: string) => {
      while (!text.includes(part)) await once(socket, "data");
    },
  };
}

it("makes the answer that is in the making the last one of its connection", async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<http.ServerResponse>();
  const { port, lifecycle, exited } = await serve((_request, response) => ask(response));
  const client = await connect(port);
  client.ask();
  const response = await asked;
  void lifecycle.stop("test");
  response.end("done");
  expect(await client.all()).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*done/i);
  expect(await exited).toBe(0);
});

it("answers all requests that were pipelined before", async () => {
  const responses: http.ServerResponse[] = [];
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { port, lifecycle, exited } = await serve((_request, response) => {
    responses.push(response);
    if (responses.length === 2) ask();
  });
  const client = await connect(port);
  client.ask();
  client.ask();
  await asked;
  void lifecycle.stop("test");
  for (const [index, response] of responses.entries()) response.end(`answer ${index}`);
  expect(await client.all()).toMatch(/answer 0[\s\S]*connection: close[\s\S]*answer 1/i);
  expect(await exited).toBe(0);
});

it("closes a connection whose headers were sent before, once its answer has ended", async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<http.ServerResponse>();
  const { port, lifecycle, exited } = await serve((_request, response) => {
    response.write("first");
    ask(response);
  });
  const client = await connect(port);
  client.ask();
  const response = await asked;
  await client.has("first");
  void lifecycle.stop("test");
  response.end("last");
  expect(await client.all()).toMatch(/first[\s\S]*last/);
  expect(await exited).toBe(0);
});

it("serves on while it drains, and ends each connection with its next answer", async () => {
  const { port, lifecycle, exited } = await serve(
    (_request, response) => response.end("hello"),
    300,
  );
  const client = await connect(port);
  client.ask();
  await client.has("hello");
  void lifecycle.stop("test");
  expect(lifecycle.accepting).toBe(false);
  client.ask();
  const answers = (await client.all()).split("HTTP/1.1 200").slice(1);
  expect(answers).toHaveLength(2);
  expect(answers[0]).toMatch(/connection: keep-alive/i);
  expect(answers[1]).toMatch(/connection: close/i);
  expect(await exited).toBe(0);
});
