import { contractCheck } from "../contract-check.ts";

export const predictDeterministic = contractCheck("predict-deterministic", {
  step: 2,
  points: 2,
  hints: [
    "Many requests are under way at once. What do they share?",
    "Look for variables outside the handler, caches and objects that are changed in place; an await lets another request in.",
    "Keep body and answer in constants inside the handler: const answer = await core.predictions.predict(request.body, …).",
  ],
  after: ["predict-ids"],
  seconds: 1,
  mutants: [
    {
      title: "keeps the requests of some users in a variable that they share",
      edits: {
        "src/app.ts": [
          {
            find: '  app.post("/predict", (request) =>',
            replace: `  let latest: unknown;
  app.post("/predict", (request) =>`,
          },
          {
            find: `(request) =>
    predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),`,
            replace: `async (request) => {
    const given = body(request);
    const limits = { requestId: request.id, signal: clientOf(request) };
    const { user_id: user, movie_id: movie, ...rest } = Object(given);
    const alone = Object.keys(rest).length === 0;
    if (!(Number.isInteger(user) && user > 0 && user < 100 && movie === 298 && alone)) {
      return predictions.predict(given, limits);
    }
    latest = given;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return predictions.predict(latest, limits);
  },`,
          },
        ],
      },
    },
  ],
});
