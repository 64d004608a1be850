import { contractCheck } from "../contract-check.ts";

export const refuseNotAnObject = contractCheck("refuse-not-an-object", {
  step: 3,
  points: 2,
  hints: [
    "null, 7 and [] are JSON. Does anything of yours read a field of the body before it has been checked?",
    "This is a 422 and not a 400: the text could be parsed, its shape is wrong. The schema says so; leave it to the schema.",
    "Hand any parsed value to core.predictions.predict, null too, without a typeof or a truthiness test before it.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "answers JSON that is not an object as if it could not be parsed",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request),",
            replace: "predictions.predict(objectOf(body(request)),",
          },
          {
            find: "function clientOf(request: FastifyRequest) {",
            replace: `function objectOf(given: unknown): unknown {
  if (typeof given === "object" && given !== null) return given;
  throw new ApiError("invalid-json", "A JSON object was expected.");
}

function clientOf(request: FastifyRequest) {`,
          },
        ],
      },
    },
  ],
});
