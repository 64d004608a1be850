import { contractCheck } from "../contract-check.ts";

export const metricsCount = contractCheck("metrics-count", {
  step: 5,
  points: 2,
  hints: [
    "Two parts: GET /metrics shows the numbers, and something has to count each request once it is answered.",
    "core.answered({ method, route, status, seconds, requestId }) counts one; core.metrics.text() gives { contentType, body }.",
    'Fastify: in an onResponse hook, with seconds: reply.elapsedTime / 1000. Express: in response.once("close", …).',
  ],
  after: ["health", "predict-ids"],
  seconds: 1,
  of: "counted",
  mutants: [
    {
      title: "gives milliseconds for seconds",
      edits: {
        "src/app.ts": [
          {
            find: "seconds: reply.elapsedTime / 1000,",
            replace: "seconds: reply.elapsedTime,",
          },
        ],
      },
    },
  ],
});
