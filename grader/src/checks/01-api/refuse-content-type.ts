import { contractCheck } from "../contract-check.ts";

export const refuseContentType = contractCheck("refuse-content-type", {
  step: 3,
  points: 2,
  hints: [
    "A form of another site can post text/plain without asking first. What does your API make of it?",
    "The content type has to be application/json, with charset=utf-8 or none; anything else is a 415.",
    'parseJsonBody(bytes, headers["content-type"], headers["content-encoding"]) judges it, if the parser takes every type ("*").',
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "reads every content type as JSON",
      edits: {
        "src/app.ts": [
          {
            find: 'parseJsonBody(body as Buffer, headers["content-type"], headers["content-encoding"]),',
            replace:
              'parseJsonBody(body as Buffer, "application/json", headers["content-encoding"]),',
          },
        ],
      },
    },
  ],
});
