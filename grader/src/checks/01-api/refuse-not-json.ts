import { contractCheck } from "../contract-check.ts";

export const refuseNotJson = contractCheck("refuse-not-json", {
  step: 3,
  points: 3,
  hints: [
    "Empty, cut off or not UTF-8: such a body never becomes a value. Who reads the body, you or the framework?",
    "Replace the framework's body parser, so that parseJsonBody(bytes, contentType, contentEncoding) decides and its ApiError gets out.",
    'Fastify: removeAllContentTypeParsers(), addContentTypeParser("*", { parseAs: "buffer" }, …). Express: express.raw({ type: () => true }).',
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "answers a syntax error as if a field were wrong",
      edits: {
        "src/app.ts": [
          {
            find: "      done(error as Error);",
            replace: `      const { code, message } = error as ApiError;
      done(code === "invalid-json" ? new ApiError("invalid-request", message) : (error as Error));`,
          },
        ],
      },
    },
  ],
});
