import { contractCheck } from "../contract-check.ts";

export const health = contractCheck("health", {
  step: 1,
  points: 3,
  hints: [
    "Two probes, two questions: /health/live asks whether the process answers, /health/ready whether traffic may come.",
    'Both answer 200 with JSON in which "status" is "ok". core.ready() returns that object, or throws while no model is loaded.',
    'app.get("/health/ready", async () => core.ready()) in Fastify; response.json(core.ready()) in Express.',
  ],
  after: ["starts"],
  mutants: [
    {
      title: "answers the liveness probe in plain text",
      edits: {
        "src/app.ts": [
          {
            find: 'app.get("/health/live", async () => ({ status: "ok" }));',
            replace: 'app.get("/health/live", async () => "ok");',
          },
        ],
      },
    },
  ],
});
