import { contractCheck } from "../contract-check.ts";

export const openapi = contractCheck("openapi", {
  step: 5,
  points: 3,
  hints: [
    "The document is made from the schemas that validate. You need not write any of it.",
    "core.openApi() returns it as JSON text: send that text as it is, as application/json.",
    'reply.type("application/json").send(core.openApi()) in Fastify; response.type("application/json").send(…) in Express.',
  ],
  after: ["starts"],
  mutants: [
    {
      title: "calls itself OpenAPI 3.0",
      edits: {
        "src/app.ts": [
          {
            find: ".send(core.openApi());",
            replace: ".send(core.openApi().replace('\"3.1.1\"', '\"3.0.3\"'));",
          },
        ],
      },
    },
  ],
});
