import { setTimeout as sleep } from "node:timers/promises";

/** A timer of whole milliseconds ends this much later, if nothing else holds it up. */
const MARGIN_MS = 0.1;

/**
 * Calls `send` for every index at its own time, `rate` a second from `start` (of `performance.now`)
 * on. A call that comes late is made at once, with the time at which it was due.
 *
 * Timers count whole milliseconds, so it sleeps until less than one before the next call and
 * watches the clock for the rest. A client that watched the clock all the time would use up its
 * share of a busy CPU and be set aside when the call is due.
 */
export async function onSchedule(
  { start, rate, total }: { start: number; rate: number; total: number },
  send: (index: number, due: number) => void,
): Promise<void> {
  for (let index = 0; index < total; ) {
    const due = start + (index * 1000) / rate;
    const early = due - performance.now();
    if (early <= 0) {
      send(index, due);
      index += 1;
    } else if (early >= 1 + MARGIN_MS) {
      await sleep(Math.floor(early - MARGIN_MS));
    } else {
      await new Promise(setImmediate);
    }
  }
}
