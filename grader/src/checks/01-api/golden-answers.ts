import { Random } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import { demandTrueAnswers, loadTruth } from "../true-answers.ts";

const CASES = 60;

export const goldenAnswers: Check = {
  id: "golden-answers",
  title:
    "Predictions equal the model's own, for released golden rows and for rows made up just now",
  step: 2,
  points: 4,
  why: "An API that scores almost the same is the hardest bug there is: nothing fails, everybody loses.",
  hints: [
    "A request may bring every feature; then ids and feature store do not matter.",
    "Pass the body on as it came: numbers unrounded, null as null, categories as text.",
    "core.predictions.predict(body, …) does it all; what changes the body before it changes the score.",
  ],
  after: ["predict-ids"],
  seconds: 1,
  load: loadTruth,
  mutants: [
    {
      title: "rounds rates to one digit",
      edits: {
        "src/app.ts": [
          {
            find: "    predictions.predict(body(request), {",
            replace: "    predictions.predict(rounded(body(request)), {",
          },
          {
            find: "function clientOf(",
            replace:
              'function rounded(body: unknown): unknown {\n  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;\n  const round = (value: unknown) =>\n    typeof value === "number" && value > 0 && value < 1 ? Number(value.toFixed(1)) : value;\n  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, round(value)]));\n}\n\nfunction clientOf(',
          },
        ],
      },
    },
  ],
  async run(context) {
    await demandTrueAnswers(context.api.target, CASES, new Random(context.seed));
    return undefined;
  },
};
