import { contractCheck } from "../contract-check.ts";

export const connectionStalled = contractCheck("connection-stalled", {
  step: 6,
  points: 1,
  hints: [
    "Somebody promises 5,000 bytes and sends 11. How long do you wait for the rest?",
    "The HTTP server's requestTimeout ends it, in the time that REQUEST_TIMEOUT_MS gives; 0 waits for ever.",
    "createHttpServer(app.routing, { requestTimeoutMs: config.REQUEST_TIMEOUT_MS }) sets it and answers 408.",
  ],
  after: ["predict-ids"],
  seconds: 2.5,
  mutants: [
    {
      title: "waits ten minutes for a body",
      edits: {
        "src/server.ts": [
          {
            find: "requestTimeoutMs: config.REQUEST_TIMEOUT_MS,",
            replace: "requestTimeoutMs: 600_000,",
          },
        ],
      },
    },
  ],
});
