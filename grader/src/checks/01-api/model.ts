import { contractCheck } from "../contract-check.ts";

export const model = contractCheck("model", {
  step: 5,
  points: 2,
  hints: [
    "During an incident somebody asks which model is running. GET /model is the answer.",
    "core.predictions.describe() tells version, features, checksums and more, of the very model that answers now.",
    'app.get("/model", async () => core.predictions.describe()) in Fastify; response.json(…) in Express.',
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "leaves the checksums out",
      edits: {
        "src/app.ts": [
          {
            find: "async () => predictions.describe());",
            replace: `async () => {
    const { files: _, ...answer } = predictions.describe();
    return answer;
  });`,
          },
        ],
      },
    },
  ],
});
