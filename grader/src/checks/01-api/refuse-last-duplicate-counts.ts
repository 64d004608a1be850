import { contractCheck } from "../contract-check.ts";

export const refuseLastDuplicateCounts = contractCheck("refuse-last-duplicate-counts", {
  step: 3,
  points: 1,
  hints: [
    'In {"a":1,"a":2} JSON.parse takes the 2. Something in your API takes the 1, or refuses the body.',
    "Everything that looks at the body has to look at the same parsed value: no second parser, no search in the text.",
    "Parse once, with parseJsonBody(bytes, contentType, contentEncoding), and give its result to core.predictions.predict.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "lets the first of two user_ids count",
      edits: {
        "src/app.ts": [
          {
            find: "        parseJsonBody(body as Buffer,",
            replace: "        parseJsonBody(firstUser(body as Buffer),",
          },
          {
            find: "function clientOf(request: FastifyRequest) {",
            replace: `function firstUser(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const twice = /^({"user_id":[^,]*)(.*),"user_id":[^,}]*/;
  const late = /^({"user_id":[^,]*),"user_id":[^,}]*(.*)$/;
  return Buffer.from(text.replace(late, "$1$2").replace(twice, "$1$2"), "latin1");
}

function clientOf(request: FastifyRequest) {`,
          },
        ],
      },
    },
  ],
});
