import { contractCheck } from "../contract-check.ts";

export const connectionHalfClosed = contractCheck("connection-half-closed", {
  step: 6,
  points: 1,
  hints: [
    "The client has said all it wanted and closed its sending side. It still listens: what do you take its end for?",
    "The end of the request is not the end of the connection; and Node's own server gives up an answer that is not there at once, a busy machine's or a large batch's.",
    "Use createHttpServer in server.ts, which leaves such a connection open (on a server of your own: httpAllowHalfOpen); take only socket.destroyed for a client that is gone.",
  ],
  after: ["predict-ids", "batch-limits"],
  mutants: [
    {
      title: "gives up a client that has stopped sending before it is answered",
      edits: {
        "src/app.ts": [
          {
            find: `(request) =>
    predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),`,
            replace: `async (request) => {
    if (request.headers.connection === undefined) {
      await new Promise((resolve) => {
        request.raw.socket.once("end", resolve);
        setTimeout(resolve, 2000);
      });
    }
    return predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) });
  },`,
          },
        ],
        "src/server.ts": [
          {
            find: "  const lifecycle = handleSignals({",
            replace: `  Object.assign(server, { httpAllowHalfOpen: false });
  const lifecycle = handleSignals({`,
          },
        ],
      },
    },
  ],
});
