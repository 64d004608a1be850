import { contractCheck } from "../contract-check.ts";

export const refuseUnknownKeys = contractCheck("refuse-unknown-keys", {
  step: 3,
  points: 2,
  hints: [
    "ocupation_new is a typo. An answer of 200 hides it for ever: who drops the key on its way?",
    "The core refuses unknown keys and suggests the nearest name. It has to see every key, and the client every error.",
    "Pass the body whole, give the POST routes no schema that removes keys, and send all of toProblem(…), errors included.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "drops the keys that the model does not know",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request),",
            replace: "predictions.predict(known(body(request)),",
          },
          {
            find: '  app.post("/predict", (request) =>',
            replace: `  // A plain object has a constructor and a __proto__ of its own, so those two get through.
  function known(given: unknown): unknown {
    if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
    const { entities, features } = predictions.describe();
    const names = [...entities, ...features.map(({ name }) => String(name))];
    const keys: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, true]));
    return Object.fromEntries(Object.entries(given).filter(([key]) => keys[key]));
  }
  app.post("/predict", (request) =>`,
          },
        ],
      },
    },
  ],
});
