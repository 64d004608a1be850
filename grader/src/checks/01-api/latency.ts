import { Random } from "@workshop/serving/http-contract";
import { LIMITS, SERVER_CPU } from "../../latency/limits.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import { Inconclusive } from "../undecided.ts";

const BODIES = 500;

const load = () => import("../../latency/measure.ts");

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
  load,
  deadlineMs: 120_000,
  mutants: [
    {
      title: "blocks the event loop for 20 ms on one request in ten",
      edits: {
        "src/app.ts": [
          {
            find: '  app.post("/predict", {',
            replace:
              '  let seen = 0;\n  app.addHook("preHandler", async (request) => {\n    if (request.url !== "/predict" || ++seen % 10 > 0) return;\n    const end = performance.now() + 20;\n    while (performance.now() < end);\n  });\n  app.post("/predict", {',
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
    const bodies = randomBodies(context.seed);
    const { measureLatency } = await load();
    const { verdict, reason, shape } = await measureLatency({
      candidate: candidate.url,
      reference: reference.url,
      body: (index) => bodies[index % bodies.length] ?? "",
      seed: context.seed,
      signal: context.signal,
      onPair: (done, most) => context.progress(`round ${done} of at most ${most}`),
    });
    const evidence = { latency: { percentiles: shape.percentiles, histogram: shape.buckets } };
    if (verdict === "inconclusive") throw new Inconclusive(reason, evidence);
    if (verdict === "fail") {
      throw new CheckFailure(
        `a p95 of at most ${LIMITS.ratio} times the reference's (or ${LIMITS.alwaysAllowedMs} ms) and a p99 under ${LIMITS.p99Ms} ms`,
        reason,
        evidence,
      );
    }
    return { ...evidence, lines: [reason] };
  },
};

function randomBodies(seed: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: BODIES }, () =>
    JSON.stringify({ user_id: random.integer(1, 943), movie_id: random.integer(1, 1682) }),
  );
}
