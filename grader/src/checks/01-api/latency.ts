import { LIMITS, SERVER_CPU } from "../../latency/limits.ts";
import type { Check } from "../check.ts";
import { demandLatency, loadLatency } from "../compared-latency.ts";

export const latency: Check = {
  id: "latency",
  title: `POST /predict is about as fast as the reference, with 99 of 100 answers under ${LIMITS.p99Ms} ms`,
  step: 7,
  points: 6,
  why: "A page waits for the answer; what blocks the event loop for one request delays all the others.",
  hints: [
    "Look for what takes long in one go: synchronous files, big JSON, loops over everything.",
    "What is the same for every request is made once, when the app is built, not in the handler.",
    "The handler only awaits core.predictions.predict(…); nothing else in it should take a millisecond.",
  ],
  after: ["predict-ids"],
  underLoad: true,
  load: loadLatency,
  deadlineMs: 120_000,
  mutants: [
    {
      title: "blocks the event loop for 20 ms on one request in ten",
      edits: {
        "src/app.ts": [
          {
            find: '  app.post("/predict", (request) =>',
            replace:
              '  let seen = 0;\n  app.addHook("preHandler", async (request) => {\n    if (request.url !== "/predict" || ++seen % 10 > 0) return;\n    const end = performance.now() + 20;\n    while (performance.now() < end);\n  });\n  app.post("/predict", (request) =>',
          },
        ],
      },
    },
  ],
  async run(context) {
    const [candidate, reference] = await Promise.all([
      context.start({ cpu: SERVER_CPU }),
      context.startReference({ cpu: SERVER_CPU }),
    ]);
    return demandLatency({ candidate: candidate.url, reference: reference.url }, context);
  },
};
