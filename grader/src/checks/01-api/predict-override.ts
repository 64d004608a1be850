import { contractCheck } from "../contract-check.ts";

export const predictOverride = contractCheck("predict-override", {
  step: 2,
  points: 2,
  hints: [
    "A request may bring features beside the two ids. What becomes of them on their way to the model?",
    "The extractor prefers the request's values to the store's, if it gets to see them.",
    "Hand core.predictions.predict the whole parsed body, not an object with user_id and movie_id picked out of it.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "believes the rates of a user it knows only with their counts",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request),",
            replace: "predictions.predict(believed(body(request)),",
          },
          {
            find: "function clientOf(request: FastifyRequest) {",
            replace: `function believed(given: unknown): unknown {
  const row = given as Record<string, unknown> | null;
  const known = typeof row?.user_id === "number" && row.user_id <= 943;
  if (!known || row.user_rating_count !== undefined) return given;
  const { user_like_rate: _, movie_like_rate: __, user_genre_like_rate: ___, ...rest } = row;
  return rest;
}

function clientOf(request: FastifyRequest) {`,
          },
        ],
      },
    },
  ],
});
