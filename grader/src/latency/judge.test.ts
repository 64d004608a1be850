import { Random } from "@workshop/serving/http-contract";
import { describe, expect, it } from "vitest";
import { type Judgement, judge } from "./judge.ts";
import { PLAN } from "./limits.ts";
import { type Round, type RoundPair, toPair } from "./round.ts";

function round(p95Ms: number, p99Ms = 1.3 * p95Ms, more: Partial<Round> = {}): Round {
  return { requests: 150, failures: {}, p50Ms: 1, p95Ms, p99Ms, latenessMs: 1, ...more };
}

const pair = (candidate: number | Round, reference: number | Round): RoundPair =>
  toPair(
    "candidate",
    typeof candidate === "number" ? round(candidate) : candidate,
    typeof reference === "number" ? round(reference) : reference,
  );

const times = (count: number, each: (index: number) => RoundPair) =>
  Array.from({ length: count }, (_, index) => each(index));

/** Judges after every pair, as the measurement does, up to the last one allowed. */
function sequentially(next: () => RoundPair, seed: number): Judgement & { pairs: number } {
  const pairs: RoundPair[] = [];
  for (;;) {
    pairs.push(next());
    const judgement = judge(pairs, seed);
    if (judgement.verdict !== "undecided" || pairs.length === PLAN.maxPairs) {
      return { ...judgement, pairs: pairs.length };
    }
  }
}

describe("judge on a quiet machine", () => {
  it("passes a candidate like the reference after the fewest pairs", () => {
    const { verdict, pairs } = sequentially(() => pair(1.2, 1.1), 1);
    expect({ verdict, pairs }).toEqual({ verdict: "pass", pairs: PLAN.minPairs });
  });

  it("passes one that is many times slower and still quick", () => {
    const { verdict, ratio } = judge(
      times(5, () => pair(8, 1)),
      1,
    );
    expect(verdict).toBe("pass");
    expect(ratio.value).toBe(8);
  });

  it("fails one that stalls, and says by how much", () => {
    const { verdict, reason } = judge(
      times(PLAN.minPairsToFail, () => pair(21, 1)),
      1,
    );
    expect(verdict).toBe("fail");
    expect(reason).toContain("p95 21 ms, the reference's 1.0 ms");
    expect(reason).toContain("up to 10 ms is allowed");
    expect(reason).toContain("7 of 7 rounds");
  });

  it("fails one whose p99 misses the target, though its p95 is good", () => {
    const { verdict, reason } = judge(
      times(PLAN.minPairsToFail, () => pair(round(3, 150), 2)),
      1,
    );
    expect(verdict).toBe("fail");
    expect(reason).toContain("p99 150 ms");
  });

  it("fails one that refuses, and lists what it answered", () => {
    const refusing = round(2000, 2000, { failures: { 503: 20, 0: 2 } });
    const { verdict, reason } = judge(
      times(PLAN.minPairsToFail, () => pair(refusing, 1)),
      1,
    );
    expect(verdict).toBe("fail");
    expect(reason).toContain("140 × 503");
    expect(reason).toContain("14 without an answer");
  });
});

describe("judge on a noisy machine", () => {
  it("decides nothing before enough pairs can be used", () => {
    const starved = pair(round(300, 300, { latenessMs: 50 }), 2);
    const pairs = [...times(PLAN.minPairs - 1, () => pair(2, 2)), ...times(6, () => starved)];
    const { verdict, reason } = judge(pairs, 1);
    expect(verdict).toBe("undecided");
    expect(reason).toContain("6 the load client itself got too little CPU");
  });

  it("leaves rounds of a starved client out of account", () => {
    const starved = pair(round(300, 300, { latenessMs: 50 }), 2);
    const pairs = [...times(PLAN.minPairs, () => pair(2, 2)), ...times(9, () => starved)];
    expect(judge(pairs, 1).verdict).toBe("pass");
  });

  it("does not blame the candidate for a p99 that the reference has as well", () => {
    const pairs = times(PLAN.maxPairs, () => pair(round(6, 130), round(6, 110)));
    expect(judge(pairs, 1).verdict).toBe("undecided");
  });

  it("passes after more rounds what bursts have hit", () => {
    let count = 0;
    const next = () => {
      count += 1;
      return count <= 2 ? pair(80, 4) : pair(5, 4.5);
    };
    const { verdict, pairs } = sequentially(next, 1);
    expect(verdict).toBe("pass");
    expect(pairs).toBeGreaterThan(PLAN.minPairs);
  });

  /** The p95 of a round on busy CPUs: 4 to 10 ms, and in a burst much more. */
  const noise = (random: Random, bursts: number) =>
    random.chance(bursts) ? 10 + 90 * random.next() : 4 + 6 * random.next() ** 2;

  it("never fails a correct candidate, with bursts in two rounds of five", () => {
    const counts = { pass: 0, fail: 0, undecided: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const random = new Random(seed);
      const next = () => pair(noise(random, 0.4) + 1, noise(random, 0.4));
      counts[sequentially(next, seed).verdict] += 1;
    }
    expect(counts.fail).toBe(0);
    expect(counts.pass).toBeGreaterThan(0);
  });

  it("never passes a candidate that stalls for 20 ms, however much the reference suffers", () => {
    const counts = { pass: 0, fail: 0, undecided: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const random = new Random(seed);
      const bursts = random.next();
      const next = () => pair(20 + noise(random, bursts) / 2, noise(random, bursts));
      counts[sequentially(next, seed).verdict] += 1;
    }
    expect(counts.pass).toBe(0);
    expect(counts.fail).toBeGreaterThan(0);
  });
});

it("judges the same rounds the same way", () => {
  const random = new Random(7);
  const pairs = times(9, () => pair(5 + 9 * random.next(), 4 + 3 * random.next()));
  expect(judge(pairs, 3)).toEqual(judge(pairs, 3));
});
