import { contractCheck } from "../contract-check.ts";

export const predictUnknownIds = contractCheck("predict-unknown-ids", {
  step: 2,
  points: 2,
  hints: [
    "A user who came today has no history. That is a fact for the answer, not an error.",
    "Answer 200 with unknown_ids: the names of the ids that the store does not know, and [] where it knows both.",
    "core.predictions.predict fills unknown_ids in: return its answer whole, and look nothing up before you call it.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "does not say which ids it has never seen",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),",
            replace: `predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }).then((answer) => ({
      ...answer,
      unknown_ids: [],
    })),`,
          },
        ],
      },
    },
  ],
});
