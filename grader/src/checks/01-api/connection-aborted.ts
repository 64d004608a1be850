import { contractCheck } from "../contract-check.ts";

export const connectionAborted = contractCheck("connection-aborted", {
  step: 6,
  points: 1,
  hints: [
    "A body that breaks off is an error like any other: it ends one request, not the process.",
    "No event of a request or socket may throw, and no error handler may call process.exit or leave a counter up.",
    'Map the error in the error handler: code ECONNRESET in Fastify, type request.aborted in Express, to an ApiError "client-closed".',
  ],
  after: ["health", "predict-ids"],
  seconds: 1.5,
  of: "own",
  mutants: [
    {
      title: "ends itself after ten broken bodies",
      edits: {
        "src/app.ts": [
          {
            find: "/** Fastify's own refusals,",
            replace: `let broken = 0;

/** Fastify's own refusals,`,
          },
          {
            find: '    case "ECONNRESET":',
            replace: `    case "ECONNRESET":
      broken += 1;
      if (broken === 10) process.exit(1);`,
          },
        ],
      },
    },
  ],
});
