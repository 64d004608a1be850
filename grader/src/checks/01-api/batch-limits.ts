import { contractCheck } from "../contract-check.ts";

export const batchLimits = contractCheck("batch-limits", {
  step: 4,
  points: 3,
  hints: [
    "None, 1,001 and no list at all: three batches to refuse with a 422. 1,000 are fine.",
    "The limit is BATCH_LIMIT of the configuration, and core.predictions.predictBatch enforces it.",
    "Leave BATCH_LIMIT at its default of 1000, and hand core.predictions.predictBatch the whole body, not body.items.",
  ],
  after: ["batch-same-scores"],
  mutants: [
    {
      title: "takes batches of any length",
      edits: {
        "src/server.ts": [
          {
            find: "const config = readConfig();",
            replace: "const config = { ...readConfig(), BATCH_LIMIT: 100_000 };",
          },
        ],
      },
    },
  ],
});
