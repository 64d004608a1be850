import { bootstrap, type Estimate, median } from "./bootstrap.ts";
import { LIMITS, PLAN } from "./limits.ts";
import { ms, refusals, withInterval } from "./reason.ts";
import type { Party, RoundPair } from "./round.ts";

/** A fail needs this share of the pairs to show the same thing. */
const REPEATED = 0.8;

/** Medians over the usable rounds, with their intervals. */
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
 * Judges the pairs of rounds measured so far. The statistic is the median over rounds of each
 * round's p95, with a seeded bootstrap interval over pairs. p95, because the p99 of a short round
 * is its second slowest request, which on busy CPUs is the machine's doing. The median, because
 * a burst of noise spoils some rounds and not most.
 *
 * - fail: the interval of the p95 lies wholly above what is allowed beside the reference's, so do
 *   four pairs in five, and so does the candidate's best round beside the reference's best, since
 *   noise only adds; or the interval of the p99 lies above 100 ms and the reference far below.
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
  const medians = (sample: readonly RoundPair[]) => {
    const of = (party: Party, which: "p95Ms" | "p99Ms") =>
      median(sample.map((pair) => pair[party][which]));
    const candidateP95 = of("candidate", "p95Ms");
    const referenceP95 = of("reference", "p95Ms");
    return {
      ratio: candidateP95 / referenceP95,
      allowance: candidateP95 / allowedMs(referenceP95),
      candidateP95,
      candidateP99: of("candidate", "p99Ms"),
      referenceP95,
      referenceP99: of("reference", "p99Ms"),
    };
  };
  return bootstrap(usable, medians, seed);
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
  const enough = REPEATED * usable.length;

  const over = usable.filter((pair) => pair.candidate.p95Ms > allowedMs(pair.reference.p95Ms));
  const best = (party: Party) => Math.min(...usable.map((pair) => pair[party].p95Ms));
  const evenAtBest = best("candidate") > allowedMs(best("reference"));
  if (allowance.low > 1 && over.length >= enough && evenAtBest) {
    const limit = `up to ${ms(allowedMs(referenceP95.value))} is allowed, and ${over.length} of ${usable.length} rounds exceed it.`;
    return { verdict: "fail", reason: `${compared}; ${limit}${refusals(usable)}` };
  }

  const tails = `p99 ${ms(candidateP99.value)}, the reference's ${ms(referenceP99.value)}`;
  const late = usable.filter(({ candidate }) => candidate.p99Ms >= LIMITS.p99Ms);
  const machineHolds = LIMITS.ratio * referenceP99.high < LIMITS.p99Ms;
  if (candidateP99.low >= LIMITS.p99Ms && late.length >= enough && machineHolds) {
    const target = `the target is below ${LIMITS.p99Ms} ms.`;
    return { verdict: "fail", reason: `${tails}; ${target}${refusals(usable)}` };
  }

  const quick = candidateP95.high < LIMITS.neverPassesMs && candidateP99.high < LIMITS.p99Ms;
  if (allowance.high <= 1 && quick) return { verdict: "pass", reason: `${compared}; ${tails}.` };
  return {
    verdict: "undecided",
    reason: `${compared}; ${tails}. The rounds differ too much to tell.`,
  };
}
