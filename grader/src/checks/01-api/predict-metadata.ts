import { contractCheck } from "../contract-check.ts";

export const predictMetadata = contractCheck("predict-metadata", {
  step: 2,
  points: 3,
  hints: [
    "Look at the whole answer of core.predictions.predict: the score is one field of several.",
    "Send on prediction_class, model_version and inference_time_ms as they are; do not build a smaller object.",
    "return core.predictions.predict(request.body, { requestId: request.id }), or response.json(await …) in Express.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "sends the time of day for the time it took",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),",
            replace: `predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }).then((answer) => ({
      ...answer,
      inference_time_ms: Date.now(),
    })),`,
          },
        ],
      },
    },
  ],
});
