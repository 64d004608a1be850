import { z } from "zod";
import { VERDICTS } from "../verdict/verdict.ts";

const Latency = z.strictObject({
  percentiles: z.array(
    z.strictObject({
      percentile: z.number(),
      candidateMs: z.number(),
      referenceMs: z.number(),
    }),
  ),
  histogram: z.array(
    z.strictObject({
      fromMs: z.number(),
      toMs: z.number(),
      candidate: z.int(),
      reference: z.int(),
    }),
  ),
});

/** One check of a result. */
export const CheckResult = z.strictObject({
  id: z.string(),
  title: z.string(),
  step: z.int().positive(),
  verdict: z.enum(VERDICTS),
  /** Points earned: all of maxPoints or none. */
  points: z.int().nonnegative(),
  maxPoints: z.int().nonnegative(),
  durationMs: z.number().nonnegative(),
  attempts: z.int().nonnegative(),
  evidence: z.strictObject({
    expected: z.string().optional(),
    received: z.string().optional(),
    /** Why there is no verdict on the submission. */
    reason: z.string().optional(),
    cure: z.string().optional(),
    lines: z.array(z.string()).optional(),
    latency: Latency.optional(),
  }),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** The one result every report is a view of: result.json. */
export const Result = z.strictObject({
  format: z.literal(1),
  exercise: z.strictObject({ number: z.int(), slug: z.string(), title: z.string() }),
  /** Points earned. */
  score: z.int().nonnegative(),
  /** Points of all checks of the exercise: 100. */
  maxScore: z.int().positive(),
  /** Points of the checks that could be judged here. */
  judged: z.int().nonnegative(),
  submission: z.strictObject({
    /** Which folder was graded, relative to the repository where it is inside. */
    folder: z.string(),
    /** sha256 over the names and bytes of its files. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    /** The commit the repository was at, where it is one. */
    commit: z.string().nullable(),
  }),
  machine: z.strictObject({
    platform: z.string(),
    cpus: z.int().positive(),
    cpuModel: z.string(),
    memoryBytes: z.int().positive(),
    node: z.string(),
  }),
  seed: z.int().nonnegative(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** What the submission printed last, where something failed. Its own words: nothing to rely on. */
  output: z.array(z.string()),
  checks: z.array(CheckResult),
});
export type Result = z.infer<typeof Result>;
