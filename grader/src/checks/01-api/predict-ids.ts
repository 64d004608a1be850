import { contractCheck } from "../contract-check.ts";

export const predictIds = contractCheck("predict-ids", {
  step: 2,
  points: 5,
  hints: [
    "The route takes the parsed JSON body and answers with what core.predictions gives.",
    "core.predictions.predict(body, { requestId }) validates, finds the features, scores and shapes the answer.",
    'app.post("/predict", (request) => core.predictions.predict(request.body, { requestId: request.id })).',
  ],
  after: ["starts"],
  mutants: [
    {
      title: "does not send the ids back",
      edits: {
        "src/app.ts": [
          {
            find: "    predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),",
            replace:
              "    predictions\n      .predict(body(request), { requestId: request.id, signal: clientOf(request) })\n      .then((answer) => ({ ...answer, user_id: undefined })),",
          },
        ],
      },
    },
  ],
});
