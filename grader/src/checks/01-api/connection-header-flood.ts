import { contractCheck } from "../contract-check.ts";

export const connectionHeaderFlood = contractCheck("connection-header-flood", {
  step: 6,
  points: 1,
  hints: [
    "This happens before any route: the HTTP server itself has the limit, and the answer.",
    "createHttpServer limits headers to 16 kB and answers 431; a server of your own needs maxHeaderSize and a clientError listener.",
    "createHttpServer(app.routing, { requestTimeoutMs: config.REQUEST_TIMEOUT_MS }): do not use app.listen or http.createServer.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "takes any number of headers, up to 1 MB",
      edits: {
        "src/server.ts": [
          {
            find: "  const lifecycle = handleSignals({",
            replace: `  Object.assign(server, { maxHeaderSize: 1_000_000, maxHeadersCount: 0 });
  const lifecycle = handleSignals({`,
          },
        ],
      },
    },
  ],
});
