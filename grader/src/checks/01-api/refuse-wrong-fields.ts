import { contractCheck } from "../contract-check.ts";

export const refuseWrongFields = contractCheck("refuse-wrong-fields", {
  step: 3,
  points: 4,
  hints: [
    "Status 422, content type application/problem+json, and errors that point at the field. One place can do this for every route.",
    "toProblem(error, url, requestId) makes that body from whatever was thrown, and problemHeaders(error) the headers.",
    "setErrorHandler: reply.code(problem.status).headers(problemHeaders(error)).send(JSON.stringify(problem)). Express: app.use with 4 arguments.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "takes an id that comes as text",
      edits: {
        "src/app.ts": [
          {
            find: "predictions.predict(body(request),",
            replace: "predictions.predict(lenient(body(request)),",
          },
          {
            find: "function clientOf(request: FastifyRequest) {",
            replace: `function lenient(given: unknown): unknown {
  const row = given as Record<string, unknown> | null;
  return typeof row?.user_id === "string" ? { ...row, user_id: Number(row.user_id) } : given;
}

function clientOf(request: FastifyRequest) {`,
          },
        ],
      },
    },
  ],
});
