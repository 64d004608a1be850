import { contractCheck } from "../contract-check.ts";

export const predictMissingNotZero = contractCheck("predict-missing-not-zero", {
  step: 2,
  points: 4,
  hints: [
    "null and an absent rate both say: no history. 0 says: nobody liked it. Where do the two meet in your code?",
    "Look for ?? 0, || 0, Number(null) and default values between the body and the model: each turns missing into zero.",
    "Pass null and absent features on untouched: core.predictions.predict(request.body, …) makes them NaN, which the model knows.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "takes the missing rates of a newcomer for zero",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request),",
            replace: "predictions.predict(filled(body(request)),",
          },
          {
            find: "function clientOf(request: FastifyRequest) {",
            replace: `function filled(given: unknown): unknown {
  const row = given as Record<string, unknown> | null;
  if (typeof row?.user_id !== "number" || row.user_id <= 943) return given;
  return {
    ...row,
    user_like_rate: row.user_like_rate ?? 0,
    movie_like_rate: row.movie_like_rate ?? 0,
    user_genre_like_rate: row.user_genre_like_rate ?? 0,
    occupation_movie_like_rate: row.occupation_movie_like_rate ?? 0,
  };
}

function clientOf(request: FastifyRequest) {`,
          },
        ],
      },
    },
  ],
});
