/** Limits of the queue in front of an engine. */
export interface AdmissionLimits {
  /** Rows that may wait; more are shed. */
  maxQueueRows: number;
  /** Milliseconds a row may expect to wait; more are shed. */
  maxQueueMs: number;
  /** Milliseconds one engine run should take at most; larger batches are split, so that probes get through. */
  maxRunMs: number;
}

export const DEFAULT_LIMITS: AdmissionLimits = {
  maxQueueRows: 20_000,
  maxQueueMs: 50,
  maxRunMs: 10,
};

export type ShedReason = "queue-rows" | "queue-time";

/**
 * Decides whether rows may wait, from what a row costs.
 *
 * The cost is the cheapest recent one: a run has a fixed part, so a lone row looks dear though a
 * full batch would not be. It rises by 2 % a run, so a model that became slower is believed within
 * some hundred runs; until then the age of the oldest waiting row speaks.
 */
export class Admission {
  readonly limits: AdmissionLimits;
  #msPerRow = 0;

  constructor(limits: Partial<AdmissionLimits> = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** Learns from one finished run. */
  ran(rows: number, milliseconds: number): void {
    const cost = milliseconds / rows;
    this.#msPerRow = this.#msPerRow === 0 ? cost : Math.min(this.#msPerRow * 1.02, cost);
  }

  /** Rows that one run may take. */
  get rowsPerRun(): number {
    if (this.#msPerRow === 0) return 64;
    return Math.max(1, Math.floor(this.limits.maxRunMs / this.#msPerRow));
  }

  /** Milliseconds until a row that comes behind `waitingRows` is scored. */
  expectedWaitMs(waitingRows: number): number {
    return waitingRows * this.#msPerRow;
  }

  /**
   * Why `rows` more may not wait behind `waitingRows`, the oldest of which came `oldestMs` ago;
   * undefined where they may. An empty queue takes anything.
   */
  refuses(rows: number, waitingRows: number, oldestMs: number): ShedReason | undefined {
    if (waitingRows === 0) return undefined;
    if (waitingRows + rows > this.limits.maxQueueRows) return "queue-rows";
    const wait = Math.max(this.expectedWaitMs(waitingRows), oldestMs);
    return wait > this.limits.maxQueueMs ? "queue-time" : undefined;
  }
}
