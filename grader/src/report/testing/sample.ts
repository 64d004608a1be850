import type { LatencyEvidence } from "../../checks/evidence.ts";
import type { Exercise } from "../../course/exercises.ts";
import type { CheckResult, Result } from "../../result/result.ts";

const TITLES = {
  starts: "It starts",
  ids: "It answers for ids & names",
  golden: "It answers what the model answers",
  docs: "A browser shows its documents",
  limits: "It refuses what is too much",
  metrics: "It counts",
  latency: "It is about as fast as the reference",
} as const;
const STEPS = ["Health", "Prediction", "Documents", "Speed"];

/** An exercise of seven checks in four steps, with 100 points. */
export const EXERCISE: Exercise = {
  number: 1,
  slug: "api",
  folder: "01-api",
  title: "Build the prediction API",
  minutes: 60,
  steps: STEPS.map((title, index) => ({ number: index + 1, title, minutes: 15 })),
  checks: Object.entries(TITLES).map(([id, title]) => ({
    id,
    title,
    step: 1,
    points: 1,
    why: `Without ${id} nobody can use it.`,
    hints: ["", "", ""],
    after: [],
    mutants: [{ title: "", edits: {} }],
    run: async () => undefined,
  })),
  open: () => Promise.reject(new Error("It is only a sample.")),
};

const LATENCY: LatencyEvidence = {
  percentiles: [
    { percentile: 0, candidateMs: 0.6, referenceMs: 0.5 },
    { percentile: 50, candidateMs: 1.6, referenceMs: 1.2 },
    { percentile: 95, candidateMs: 33, referenceMs: 2 },
    { percentile: 99, candidateMs: 40, referenceMs: 2.6 },
    { percentile: 99.9, candidateMs: 42, referenceMs: 3.5 },
    { percentile: 100, candidateMs: 43.21, referenceMs: 5.7 },
  ],
  histogram: [
    { fromMs: 0, toMs: 1, candidate: 10, reference: 40 },
    { fromMs: 1, toMs: Math.SQRT2, candidate: 25, reference: 50 },
    { fromMs: Math.SQRT2, toMs: 2, candidate: 60, reference: 10 },
    { fromMs: 32, toMs: 32 * Math.SQRT2, candidate: 5, reference: 0 },
  ],
};

/** A result of it with every verdict; 50 of the 70 points that could be judged. */
export function sampleResult(latency: LatencyEvidence = LATENCY): Result {
  return {
    format: 1,
    exercise: { number: 1, slug: "api", title: EXERCISE.title },
    score: 50,
    maxScore: 100,
    judged: 70,
    submission: { folder: "exercises/01-api", digest: "0".repeat(64), commit: "c".repeat(40) },
    machine: {
      platform: "linux x64 6.1",
      cpus: 2,
      cpuModel: "Some CPU",
      memoryBytes: 8e9,
      node: "24.0.0",
    },
    seed: 1234567,
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 65_432,
    output: ["listening", "Error: no user_id"],
    checks: [
      check("starts", 1, "passed", 20, {}),
      check("ids", 2, "failed", 10, {
        expected: "status 200",
        received: "status 500",
        lines: ["POST /predict", "Error: no user_id"],
      }),
      check("golden", 2, "skipped", 10, { reason: "ids has not passed" }),
      check("docs", 3, "not run", 10, { reason: "no Chromium", cure: "Install Chromium." }),
      check("limits", 3, "inconclusive", 10, { reason: "The client got too little CPU" }),
      check("metrics", 3, "grader fault", 10, { reason: "TypeError: fetch failed\n    at run" }),
      check("latency", 4, "passed", 30, { lines: ["p95 33 ms"], latency: mutable(latency) }),
    ],
  };
}

function check(
  id: keyof typeof TITLES,
  step: number,
  verdict: CheckResult["verdict"],
  maxPoints: number,
  evidence: CheckResult["evidence"],
): CheckResult {
  const points = verdict === "passed" ? maxPoints : 0;
  const attempts = verdict === "skipped" || verdict === "not run" ? 0 : 1;
  const durationMs = attempts * 123.4;
  return {
    id,
    title: TITLES[id],
    step,
    verdict,
    points,
    maxPoints,
    durationMs,
    attempts,
    evidence,
  };
}

function mutable({ percentiles, histogram }: LatencyEvidence) {
  return { percentiles: [...percentiles], histogram: [...histogram] };
}
