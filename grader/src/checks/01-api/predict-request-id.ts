import { contractCheck } from "../contract-check.ts";

export const predictRequestId = contractCheck("predict-request-id", {
  step: 2,
  points: 3,
  hints: [
    "One id for each request: taken from its header x-request-id, or new; in the body and in the header of the answer.",
    'requestId(request.headers["x-request-id"]) keeps the caller\'s id where it is harmless and makes a new one otherwise.',
    'Fastify: genReqId with requestId(…), and an onRequest hook with reply.header("x-request-id", request.id). Express: one app.use.',
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "makes a new id where the caller sent one",
      edits: {
        "src/app.ts": [
          {
            find: 'genReqId: (request) => requestId(request.headers["x-request-id"]),',
            replace: "genReqId: () => requestId(undefined),",
          },
        ],
      },
    },
  ],
});
