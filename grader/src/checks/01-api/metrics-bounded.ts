import { contractCheck } from "../contract-check.ts";

export const metricsBounded = contractCheck("metrics-bounded", {
  step: 5,
  points: 2,
  hints: [
    "Every value of a label is a series that Prometheus keeps. Which label can a stranger choose?",
    "route must be the pattern that matched, not the URL that came, and undefined where no route took the request.",
    "Fastify: request.is404 ? undefined : request.routeOptions.url. Express: request.route?.path, read once it is answered.",
  ],
  after: ["metrics-count"],
  seconds: 1.5,
  of: "counted",
  mutants: [
    {
      title: "labels requests with their URL",
      edits: {
        "src/app.ts": [
          {
            find: "route: request.is404 ? undefined : request.routeOptions.url,",
            replace: "route: request.url,",
          },
        ],
      },
    },
  ],
});
