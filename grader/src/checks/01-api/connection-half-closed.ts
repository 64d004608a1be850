import { contractCheck } from "../contract-check.ts";

export const connectionHalfClosed = contractCheck("connection-half-closed", {
  step: 6,
  points: 1,
  hints: [
    "The client has said all it wanted and closed its sending side. It still listens: what do you take its end for?",
    "The end of the request is not the end of the connection; and Node gives up an answer that comes long after that end.",
    "Call core.predictions.predict without waiting for timers or files before it; take only socket.destroyed for a client that is gone.",
  ],
  after: ["predict-ids"],
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
