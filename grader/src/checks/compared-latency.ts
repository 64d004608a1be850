import { Random } from "@workshop/serving/http-contract";
import { LIMITS } from "../latency/limits.ts";
import { CheckFailure } from "./check-failure.ts";
import type { Evidence } from "./evidence.ts";
import { Inconclusive } from "./undecided.ts";

const BODIES = 500;

/** What a check that compares latencies imports before the submission runs. */
export const loadLatency = () => import("../latency/measure.ts");

export interface Compared {
  /** Where the submission and the reference serve. */
  readonly candidate: string;
  readonly reference: string;
}

interface Meanwhile {
  readonly seed: number;
  readonly signal: AbortSignal;
  progress(text: string): void;
}

/**
 * Holds the latency of POST /predict against the reference's, in turn.
 * @throws CheckFailure, or Inconclusive where the machine is too noisy to tell
 */
export async function demandLatency(compared: Compared, check: Meanwhile): Promise<Evidence> {
  const bodies = randomBodies(check.seed);
  const { measureLatency } = await loadLatency();
  const { verdict, reason, shape } = await measureLatency({
    ...compared,
    body: (index) => bodies[index % bodies.length] ?? "",
    seed: check.seed,
    signal: check.signal,
    onPair: (done, most) => check.progress(`round ${done} of at most ${most}`),
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
}

function randomBodies(seed: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: BODIES }, () =>
    JSON.stringify({ user_id: random.integer(1, 943), movie_id: random.integer(1, 1682) }),
  );
}
