import { performance } from "node:perf_hooks";
import { refusal } from "../errors/index.ts";
import { Admission, type AdmissionLimits, type ShedReason } from "./admission.ts";
import type { Engine } from "./engine.ts";

/** When an answer is no longer wanted. An AbortSignal fits. */
export interface Cancellation {
  readonly aborted: boolean;
}

export interface SubmitOptions {
  /** Point on the clock of `performance.now()` after which the answer is of no use. */
  deadline?: number | undefined;
  signal?: Cancellation | undefined;
}

/** What a submitter gets back. */
export interface Scored {
  /** Row-major, count × outputs, from `offset` on. */
  scores: Float64Array;
  offset: number;
  /** Milliseconds of the engine runs that these rows were part of. */
  inferenceMs: number;
}

/** Hooks for metrics; called on the hot path, so they must be cheap. */
export interface BatcherObserver {
  ran(rows: number, milliseconds: number): void;
  shed(reason: ShedReason | "deadline" | "cancelled"): void;
}

/** Rows that are worth a run before the turn is over: a crowd's first answers need not wait for its last. */
const EARLY_ROWS = 64;
/** Milliseconds that such a run may take. */
const EARLY_MS = 0.5;
/** Waiting within one turn of the event loop counts this many times less. */
const TURN_PATIENCE = 4;

interface Job extends SubmitOptions {
  readonly rows: Float64Array;
  readonly count: number;
  readonly queuedAt: number;
  readonly resolve: (scored: Scored) => void;
  readonly reject: (error: unknown) => void;
  /** Filled only for a job that takes more than one run. */
  scores: Float64Array | undefined;
  scored: number;
  inferenceMs: number;
}

/**
 * Puts the rows that arrive within one turn of the event loop into one engine run.
 *
 * There is no timer: a flush is scheduled for the end of the current turn, so a lone request
 * waits for nothing and a burst shares the fixed cost of a run. While a run is under way the next
 * batch gathers. The queue is bounded in rows and in waiting time; what does not fit is refused at
 * once with `overloaded`, which costs microseconds instead of a late answer.
 */
export class Batcher {
  readonly #engine: Engine;
  readonly #admission: Admission;
  readonly #observer: BatcherObserver | undefined;
  #queue: Job[] = [];
  #waitingRows = 0;
  #scheduled = false;
  #running = false;
  #holds = 0;
  /** When the event loop last came to the end of a turn in which rows came. */
  #turnEnd = 0;
  #staging = new Float64Array(0);
  #onIdle: (() => void)[] = [];

  constructor(engine: Engine, limits?: Partial<AdmissionLimits>, observer?: BatcherObserver) {
    this.#engine = engine;
    this.#admission = new Admission(limits);
    this.#observer = observer;
  }

  /** Rows accepted and not yet scored. */
  get waitingRows(): number {
    return this.#waitingRows;
  }

  /**
   * Queues `count` rows (row-major, count × features; not to be changed until settled).
   * @throws ApiError `overloaded` at once, `deadline-exceeded` or `client-closed` later.
   */
  submit(rows: Float64Array, count: number, options: SubmitOptions = {}): Promise<Scored> {
    const now = performance.now();
    const since = this.#queue[0]?.queuedAt ?? now;
    // Within a turn rows wait for its other requests rather than for the model: that counts less.
    const oldestMs = Math.max(this.#turnEnd - since, (now - since) / TURN_PATIENCE);
    const reason = this.#admission.refuses(count, this.#waitingRows, oldestMs);
    if (reason) {
      this.#observer?.shed(reason);
      const seconds = this.#admission.expectedWaitMs(this.#waitingRows) / 1000;
      return Promise.reject(
        refusal("overloaded", "The queue in front of the model is full.", seconds),
      );
    }
    this.#waitingRows += count;
    return new Promise((resolve, reject) => {
      this.#queue.push({
        rows,
        count,
        deadline: options.deadline,
        signal: options.signal,
        queuedAt: now,
        resolve,
        reject,
        scores: undefined,
        scored: 0,
        inferenceMs: 0,
      });
      if (!this.#running && this.#isCrowd()) void this.#flush();
      else this.#schedule();
    });
  }

  /** Keeps the batcher from being idle while somebody may still submit; call what it returns once. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      this.#settle();
    };
  }

  /** Settles when nothing is queued, running or held. */
  idle(): Promise<void> {
    if (this.#waitingRows === 0 && !this.#running && this.#holds === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  /** Many rows of a cheap model. Those of a dear one gather, so that they can be counted and refused. */
  #isCrowd(): boolean {
    return (
      this.#waitingRows >= EARLY_ROWS &&
      this.#admission.expectedWaitMs(this.#waitingRows) <= EARLY_MS
    );
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#turnEnd = performance.now();
      if (!this.#running) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const batch = this.#take(this.#admission.rowsPerRun);
    if (batch.length > 0) {
      this.#running = true;
      try {
        await this.#run(batch);
      } catch (error) {
        for (const job of batch) this.#reject(job, error);
      }
      this.#running = false;
    }
    if (this.#queue.length > 0) this.#schedule();
    else this.#settle();
  }

  #settle(): void {
    if (this.#waitingRows > 0 || this.#running || this.#holds > 0) return;
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  /** Takes jobs from the head of the queue until `limit` rows are together; drops what nobody waits for. */
  #take(limit: number): Job[] {
    const now = performance.now();
    const batch: Job[] = [];
    let rows = 0;
    let taken = 0;
    for (const job of this.#queue) {
      if (rows >= limit) break;
      taken += 1;
      if (job.signal?.aborted) {
        this.#observer?.shed("cancelled");
        this.#reject(job, refusal("client-closed", "The client went away.", 1));
      } else if (job.deadline !== undefined && job.deadline < now) {
        this.#observer?.shed("deadline");
        this.#reject(job, refusal("deadline-exceeded", "The wait for the model was too long.", 1));
      } else {
        batch.push(job);
        rows += job.count - job.scored;
      }
    }
    this.#queue = this.#queue.slice(taken);
    return batch;
  }

  async #run(batch: readonly Job[]): Promise<void> {
    const waiting = batch.reduce((sum, job) => sum + job.count - job.scored, 0);
    const count = Math.min(waiting, this.#admission.rowsPerRun);
    this.#stage(batch, count);
    const start = performance.now();
    const pending = this.#engine.run(this.#staging, count);
    const scores = pending instanceof Float64Array ? pending : await pending;
    const milliseconds = performance.now() - start;
    this.#admission.ran(count, milliseconds);
    this.#observer?.ran(count, milliseconds);
    this.#deliver(batch, scores, count, milliseconds);
  }

  #stage(batch: readonly Job[], count: number): void {
    const width = this.#engine.features;
    if (this.#staging.length < count * width) this.#staging = new Float64Array(2 * count * width);
    let row = 0;
    for (const job of batch) {
      const rows = Math.min(job.count - job.scored, count - row);
      const from = job.scored * width;
      const to = row * width;
      // Views are dearer than the few numbers of a row.
      if (rows > 1) this.#staging.set(job.rows.subarray(from, from + rows * width), to);
      else for (let at = 0; at < width; at += 1) this.#staging[to + at] = job.rows[from + at] ?? 0;
      row += rows;
    }
  }

  /** Hands each job its scores; a job larger than the run goes back to the head of the queue. */
  #deliver(batch: readonly Job[], scores: Float64Array, count: number, ms: number): void {
    const width = this.#engine.outputs;
    let row = 0;
    for (const job of batch) {
      const rows = Math.min(job.count - job.scored, count - row);
      const offset = row * width;
      row += rows;
      job.inferenceMs += ms;
      job.scored += rows;
      if (rows < job.count) {
        job.scores ??= new Float64Array(job.count * width);
        const part = scores.subarray(offset, offset + rows * width);
        job.scores.set(part, (job.scored - rows) * width);
      }
      if (job.scored < job.count) {
        this.#queue.unshift(job);
        continue;
      }
      this.#waitingRows -= job.count;
      const { inferenceMs } = job;
      job.resolve(
        job.scores
          ? { scores: job.scores, offset: 0, inferenceMs }
          : { scores, offset, inferenceMs },
      );
    }
  }

  #reject(job: Job, error: unknown): void {
    this.#waitingRows -= job.count;
    job.reject(error);
  }
}
