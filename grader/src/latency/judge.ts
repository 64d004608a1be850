import { bootstrap, type Estimate, quantile } from "./bootstrap.ts";
import { LIMITS, PLAN } from "./limits.ts";
import { ms, refusals, withInterval } from "./reason.ts";
import type { Party, RoundPair } from "./round.ts";

/** A fail needs this share of the pairs to show the same thing. */
const REPEATED = 0.8;

/** Of the usable rounds, with their intervals: the lower quartile of p95, the median of p99. */
export interface Statistics {
  /** p95 of the candidate over p95 of the reference. */
  ratio: Estimate;
  /** p95 of the candidate over what is allowed beside the reference's. */
  allowance: Estimate;
  candidateP95: Estimate;
  candidateP99: Estimate;
  referenceP95: Estimate;
  referenceP99: Estimate;
}

export interface Judgement extends Statistics {
  /** `undecided`: another pair may tell; after the last one it is inconclusive. */
  verdict: "pass" | "fail" | "undecided";
  reason: string;
}

/** The p95 a candidate may have beside a reference with this one, in milliseconds. */
export function allowedMs(referenceP95Ms: number): number {
  return Math.max(LIMITS.ratio * referenceP95Ms, LIMITS.alwaysAllowedMs);
}

/**
 * Judges the pairs of rounds measured so far. The statistic is the lower quartile over rounds of
 * each round's p95, with a seeded bootstrap interval over pairs. The lower quartile, because noise
 * only adds: the better rounds are nearer to the truth, while what the API does itself is in all of
 * them. p95, because the p99 of a short round is its second slowest request, which on busy CPUs is
 * the machine's doing.
 *
 * - fail: the interval of the p95 lies wholly above what is allowed beside the reference's, and so
 *   do four pairs in five; or that of the p99 above 100 ms while the reference stays far below.
 * - pass: the intervals lie wholly within every limit, the absolute one included, below which no
 *   API can come that stalls for 20 ms on one request in ten.
 * - undecided: anything else.
 */
export function judge(pairs: readonly RoundPair[], seed: number): Judgement {
  const usable = pairs.filter((pair) => pair.usable);
  const statistics = estimate(usable, seed);
  return { ...statistics, ...decide(pairs.length, usable, statistics) };
}

function estimate(usable: readonly RoundPair[], seed: number): Statistics {
  const statistics = (sample: readonly RoundPair[]) => {
    const p95 = (party: Party) =>
      quantile(
        sample.map((pair) => pair[party].p95Ms),
        0.25,
      );
    const p99 = (party: Party) =>
      quantile(
        sample.map((pair) => pair[party].p99Ms),
        0.5,
      );
    const candidateP95 = p95("candidate");
    const referenceP95 = p95("reference");
    return {
      ratio: candidateP95 / referenceP95,
      allowance: candidateP95 / allowedMs(referenceP95),
      candidateP95,
      candidateP99: p99("candidate"),
      referenceP95,
      referenceP99: p99("reference"),
    };
  };
  return bootstrap(usable, statistics, seed);
}

function decide(
  measured: number,
  usable: readonly RoundPair[],
  statistics: Statistics,
): Pick<Judgement, "verdict" | "reason"> {
  const { ratio, allowance, candidateP95, candidateP99, referenceP95, referenceP99 } = statistics;
  if (usable.length < PLAN.minPairs) {
    const reason = `Only ${usable.length} of ${measured} pairs of rounds can be used; in ${measured - usable.length} the load client itself got too little CPU.`;
    return { verdict: "undecided", reason };
  }
  const compared = `p95 ${ms(candidateP95.value)}, the reference's ${ms(referenceP95.value)} (ratio ${withInterval(ratio)})`;
  const mayFail = usable.length >= PLAN.minPairsToFail;
  const isRepeated = (pairs: readonly RoundPair[]) => pairs.length >= REPEATED * usable.length;

  const over = usable.filter((pair) => pair.candidate.p95Ms > allowedMs(pair.reference.p95Ms));
  if (mayFail && allowance.low > 1 && isRepeated(over)) {
    const limit = `up to ${ms(allowedMs(referenceP95.value))} is allowed, and ${over.length} of ${usable.length} rounds exceed it.`;
    return { verdict: "fail", reason: `${compared}; ${limit}${refusals(usable)}` };
  }

  const tails = `p99 ${ms(candidateP99.value)}, the reference's ${ms(referenceP99.value)}`;
  const late = usable.filter(({ candidate }) => candidate.p99Ms >= LIMITS.p99Ms);
  const machineHolds = LIMITS.ratio * referenceP99.high < LIMITS.p99Ms;
  if (mayFail && candidateP99.low >= LIMITS.p99Ms && isRepeated(late) && machineHolds) {
    const target = `the target is below ${LIMITS.p99Ms} ms.`;
    return { verdict: "fail", reason: `${tails}; ${target}${refusals(usable)}` };
  }

  const quick = candidateP95.high < LIMITS.neverPassesMs && candidateP99.high < LIMITS.p99Ms;
  if (allowance.high <= 1 && quick) return { verdict: "pass", reason: `${compared}; ${tails}.` };
  return {
    verdict: "undecided",
    reason: `${compared}; ${tails}. The machine is too busy, or the rounds differ too much, to tell: ${unsure(statistics)}.`,
  };
}

/** The first of what would have to be sure for a pass. */
function unsure({ allowance, candidateP95, candidateP99, referenceP95 }: Statistics): string {
  const [name, high, limit] =
    allowance.high > 1
      ? ["p95", candidateP95.high, allowedMs(referenceP95.value)]
      : candidateP95.high >= LIMITS.neverPassesMs
        ? ["p95", candidateP95.high, LIMITS.neverPassesMs]
        : ["p99", candidateP99.high, LIMITS.p99Ms];
  return `the ${name} may be up to ${ms(high)}, and ${ms(limit)} is the limit`;
}
