import { contractCheck } from "../contract-check.ts";

export const batchItemErrors = contractCheck("batch-item-errors", {
  step: 4,
  points: 3,
  hints: [
    "Two good items and two bad ones are a 200 with two scores and two errors.",
    "Let the envelope be checked and then each item on its own; count them in succeeded and failed.",
    "core.predictions.predictBatch does all that. Give the route no schema, and do not throw because of failed.",
  ],
  after: ["batch-same-scores"],
  mutants: [
    {
      title: "refuses the whole batch because of one item",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predictBatch(body(request), { requestId: request.id, signal: clientOf(request) }),",
            replace: `predictions
      .predictBatch(body(request), { requestId: request.id, signal: clientOf(request) })
      .then((answer) => {
        if (answer.failed === 0) return answer;
        throw new ApiError("invalid-request", "An item is wrong.");
      }),`,
          },
        ],
      },
    },
  ],
});
