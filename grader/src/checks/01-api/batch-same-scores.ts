import { contractCheck } from "../contract-check.ts";

export const batchSameScores = contractCheck("batch-same-scores", {
  step: 4,
  points: 4,
  hints: [
    "One row or a thousand: the numbers must come from the same code.",
    "core.predictions.predictBatch(body, { requestId }) scores all items in one run and answers in their order.",
    'app.post("/predict/batch", (request) => core.predictions.predictBatch(request.body, { requestId: request.id })).',
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "rounds the scores of a batch",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predictBatch(body(request), { requestId: request.id, signal: clientOf(request) }),",
            replace: `predictions
      .predictBatch(body(request), { requestId: request.id, signal: clientOf(request) })
      .then((answer) => ({
        ...answer,
        results: answer.results.map((each) =>
          "prediction" in each ? { ...each, prediction: Number(each.prediction.toFixed(6)) } : each,
        ),
      })),`,
          },
        ],
      },
    },
  ],
});
