import { contractCheck } from "../contract-check.ts";

export const refuseTooLarge = contractCheck("refuse-too-large", {
  step: 3,
  points: 2,
  hints: [
    "The framework stops reading at its limit, and then throws an error of its own, not one of the core.",
    'Set the limit to core.config.BODY_LIMIT_BYTES, and turn the framework\'s error into an ApiError "body-too-large".',
    "FST_ERR_CTP_BODY_TOO_LARGE in Fastify, type entity.too.large in Express: map it in the error handler, before toProblem.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "has a limit ten times as high",
      edits: {
        "src/app.ts": [
          {
            find: "bodyLimit: config.BODY_LIMIT_BYTES,",
            replace: "bodyLimit: 10 * config.BODY_LIMIT_BYTES,",
          },
        ],
      },
    },
  ],
});
