/** CPUs to keep the parties on, where the system can: both servers share one, as only one is loaded at a time. */
export const SERVER_CPU = 0;
export const CLIENT_CPU = 1;

/**
 * What is asked of the API. The numbers come from rounds on two CPUs, each busy with a loop of its
 * own (`npm run grader:noise`): there the p95 of a correct API is 4 to 10 ms, on Fastify as on
 * Express, and their ratio 0.6 to 1.6. Where one request in ten blocks the event loop for 20 ms it
 * is 21 to 27 ms. On quiet CPUs it is 1 to 3 ms against 21 ms.
 */
export const LIMITS = {
  /** The candidate's p95 may be this many times the reference's … */
  ratio: 2.5,
  /** … and is never held to less than this: nobody feels the difference between 1 and 5 ms. */
  alwaysAllowedMs: 10,
  /**
   * A p95 of this much never passes, however slow the machine makes the reference. One request in
   * ten that blocks for 20 ms puts the p95 of every round at 20 ms or more, and noise only adds.
   */
  neverPassesMs: 15,
  /** The target for p99, judged where the reference's p99 shows that the machine can hold it. */
  p99Ms: 100,
} as const;

/** How it is measured. 200 requests a second let one stall of 20 ms delay four requests. */
export const PLAN = {
  rate: 200,
  /** Length of one round of one API. */
  seconds: 0.75,
  warmUpSeconds: 1,
  /** A request without an answer is given up, and counts as one that took this long. */
  timeoutMs: 2000,
  /** Pairs of rounds before a pass; before a fail, which costs points; and at most. */
  minPairs: 5,
  minPairsToFail: 7,
  maxPairs: 18,
  /** No further pair starts after this. */
  budgetSeconds: 34,
  /** A pair in which the client's own p95 lateness exceeds this says nothing about the servers. */
  starvedMs: 10,
} as const;
