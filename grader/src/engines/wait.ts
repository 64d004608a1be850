import { setTimeout as sleep } from "node:timers/promises";

export interface Wait {
  /** What is waited for, as it stands in the message: "GET /health/live to answer 200". */
  what: string;
  deadlineMs: number;
  intervalMs?: number;
  /** True once it has happened; a string says what was seen instead. */
  probe: () => Promise<true | string>;
  /** A reason to give up early. */
  giveUp?: () => string | undefined;
}

/** What never happened, and what was seen last. */
export class NeverHappened extends Error {
  override readonly name = "NeverHappened";
  /** The reason to give up, or what the last look saw. */
  readonly seen: string;

  constructor(message: string, seen: string) {
    super(message);
    this.seen = seen;
  }
}

/**
 * Waits until the probe says true.
 * @throws NeverHappened after the deadline, or at once where `giveUp` has a reason.
 */
export async function waitFor(wait: Wait): Promise<void> {
  const { what, deadlineMs, intervalMs = 50, probe, giveUp } = wait;
  const end = performance.now() + deadlineMs;
  let seen = "nothing yet";
  while (performance.now() < end) {
    const answer = await probe();
    if (answer === true) return;
    seen = answer;
    const reason = giveUp?.();
    if (reason) throw new NeverHappened(`Waited for ${what}; ${reason}.`, reason);
    await sleep(intervalMs);
  }
  throw new NeverHappened(`Waited ${deadlineMs / 1000} s for ${what}; last seen: ${seen}.`, seen);
}
