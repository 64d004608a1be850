import { demand, demandStatus, jsonOf, Random } from "@workshop/serving/http-contract";
import type { TrueAnswer } from "../../engines/model/truth.ts";
import type { Check } from "../check.ts";

const CASES = 60;
const AT_ONCE = 10;
const TOLERANCE = 1e-6;

const load = () => import("../../engines/model/truth.ts");

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
  load,
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
    const { scoreTruth, validGolden } = await load();
    const random = new Random(context.seed);
    const rows = [...(await validGolden(CASES, random)), ...(await scoreTruth(CASES, random))];
    const ask = async ({ features, probability }: TrueAnswer) => {
      const ids = { user_id: random.integer(1, 943), movie_id: random.integer(1, 1682) };
      const body = { ...ids, ...features };
      const answer = await context.api.target.request({ method: "POST", path: "/predict", body });
      const of = "a row with all 34 features";
      demandStatus(answer, 200, of);
      const { prediction } = jsonOf(answer, of);
      demand(
        typeof prediction === "number" && Math.abs(prediction - probability) <= TOLERANCE,
        `"prediction": ${probability} (± ${TOLERANCE}) for ${JSON.stringify(body)}`,
        prediction,
      );
    };
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      await Promise.all(rows.slice(at, at + AT_ONCE).map(ask));
    }
    return undefined;
  },
};
