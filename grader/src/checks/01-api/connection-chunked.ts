import { contractCheck } from "../contract-check.ts";

export const connectionChunked = contractCheck("connection-chunked", {
  step: 6,
  points: 1,
  hints: [
    "A chunked body has transfer-encoding instead of content-length. Does your code ask for the length?",
    "Let the framework's reader collect the bytes; whether there is a body shows only when they are there.",
    'addContentTypeParser("*", { parseAs: "buffer" }, …) or express.raw({ type: () => true }); never test headers["content-length"].',
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "takes a body without content-length for none",
      edits: {
        "src/app.ts": [
          {
            find: "if (request.body !== undefined) return request.body;",
            replace: 'if (request.headers["content-length"] !== undefined) return request.body;',
          },
        ],
      },
    },
  ],
});
