import type { Histogram } from "hdr-histogram-js";
import { type LoadClient, type OpenLoopResult, startLoadClient } from "../engines/load/index.ts";
import { type Judgement, judge } from "./judge.ts";
import { CLIENT_CPU, PLAN } from "./limits.ts";
import { type Party, type RoundPair, toPair, toRound } from "./round.ts";
import { type LatencyShape, toShape } from "./shape.ts";

export interface LatencyOptions {
  /** Base URLs of the two APIs, which run already; on `SERVER_CPU`, where that can be. */
  candidate: string;
  reference: string;
  /** The JSON body of the request with this index. */
  body: (index: number) => string;
  seed: number;
  /** Ends the measurement; the promise then rejects with its reason. */
  signal?: AbortSignal;
  onPair?: (done: number, atMost: number) => void;
}

export interface LatencyResult {
  verdict: "pass" | "fail" | "inconclusive";
  /** A sentence or two with the numbers behind the verdict. */
  reason: string;
  /** p95 of the candidate over that of the reference, with its 95 % interval. */
  ratio: Judgement["ratio"];
  /** Medians over the usable rounds; NaN where there was none. */
  candidateP95Ms: number;
  referenceP95Ms: number;
  candidateP99Ms: number;
  referenceP99Ms: number;
  rounds: RoundPair[];
  shape: LatencyShape;
  seconds: number;
}

/**
 * Loads two APIs in turn with the same requests on the same fixed schedule, alternating which goes
 * first, until `judge` can tell whether the candidate's latency is that of a sound implementation
 * on this machine. Takes about 10 s, and up to 36 s where the machine is so noisy that it cannot
 * tell.
 */
export async function measureLatency(options: LatencyOptions): Promise<LatencyResult> {
  const { signal } = options;
  signal?.throwIfAborted();
  const client = startLoadClient({ cpu: CLIENT_CPU });
  const abort = () => void client.stop();
  signal?.addEventListener("abort", abort);
  try {
    return await measureWith(client, options);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
    await client.stop();
  }
}

async function measureWith(client: LoadClient, options: LatencyOptions): Promise<LatencyResult> {
  const { seed, onPair } = options;
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const rounds: RoundPair[] = [];
  const latencies: Record<Party, Histogram[]> = { candidate: [], reference: [] };
  await load(client, options, "reference", PLAN.warmUpSeconds);
  await load(client, options, "candidate", PLAN.warmUpSeconds);
  let judgement = judge(rounds, seed);
  while (
    judgement.verdict === "undecided" &&
    rounds.length < PLAN.maxPairs &&
    seconds() < PLAN.budgetSeconds
  ) {
    const first = rounds.length % 2 === 0 ? "candidate" : "reference";
    const loads = await loadBoth(client, options, first);
    const pair = toPair(first, toRound(loads.candidate), toRound(loads.reference));
    rounds.push(pair);
    if (pair.usable) {
      latencies.candidate.push(loads.candidate.latency);
      latencies.reference.push(loads.reference.latency);
    }
    judgement = judge(rounds, seed);
    onPair?.(rounds.length, PLAN.maxPairs);
  }
  return {
    verdict: judgement.verdict === "undecided" ? "inconclusive" : judgement.verdict,
    reason: judgement.reason,
    ratio: judgement.ratio,
    candidateP95Ms: judgement.candidateP95.value,
    referenceP95Ms: judgement.referenceP95.value,
    candidateP99Ms: judgement.candidateP99.value,
    referenceP99Ms: judgement.referenceP99.value,
    rounds,
    shape: toShape(latencies.candidate, latencies.reference),
    seconds: seconds(),
  };
}

async function loadBoth(
  client: LoadClient,
  options: LatencyOptions,
  first: Party,
): Promise<Record<Party, OpenLoopResult>> {
  const one = await load(client, options, first, PLAN.seconds);
  if (first === "candidate") {
    return { candidate: one, reference: await load(client, options, "reference", PLAN.seconds) };
  }
  return { candidate: await load(client, options, "candidate", PLAN.seconds), reference: one };
}

function load(
  client: LoadClient,
  options: LatencyOptions,
  party: Party,
  seconds: number,
): Promise<OpenLoopResult> {
  return client.openLoop({
    url: new URL("/predict", options[party]).href,
    body: options.body,
    rate: PLAN.rate,
    seconds,
    timeoutMs: PLAN.timeoutMs,
  });
}
