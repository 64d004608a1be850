import { overloaded } from "../http/problem.ts";
import type { Forest } from "../model/forest.ts";
import { probability } from "../model/walk.ts";

/** Rows that wait at most, and for how long they may have to. */
const MOST_ROWS = 20_000;
const MOST_WAIT_MS = 50;
/** After this long the event loop gets its turn, so that probes are answered. */
const SLICE_MS = 8;

/** Scores, in the order of the rows, and the milliseconds that they took. */
export interface Scored {
  scores: Float64Array;
  ms: number;
}

interface Job extends Scored {
  forest: Forest;
  table: Float64Array;
  done: number;
  since: number;
  finish(): void;
}

/** Scores rows in turn. Work that could not be done soon is refused when it comes. */
export class ScoringQueue {
  readonly #jobs: Job[] = [];
  #rows = 0;
  #msPerRow = 0;

  /**
   * Scores the `count` rows of a table.
   * @throws Problem where more is waiting than can be done in time.
   */
  score(forest: Forest, table: Float64Array, count: number): Promise<Scored> {
    const since = performance.now();
    const oldest = this.#jobs[0];
    if (oldest) {
      const wait = Math.max(this.#rows * this.#msPerRow, since - oldest.since);
      if (this.#rows + count > MOST_ROWS || wait > MOST_WAIT_MS) throw overloaded();
    } else {
      setImmediate(() => this.#run());
    }
    const { promise, resolve } = Promise.withResolvers<Scored>();
    const job: Job = {
      forest,
      table,
      scores: new Float64Array(count),
      ms: 0,
      done: 0,
      since,
      finish: () => resolve({ scores: job.scores, ms: job.ms }),
    };
    this.#jobs.push(job);
    this.#rows += count;
    return promise;
  }

  #run(): void {
    const start = performance.now();
    let scored = 0;
    let now = start;
    for (let job = this.#jobs[0]; job && now - start < SLICE_MS; job = this.#jobs[0]) {
      const width = job.table.length / job.scores.length;
      const before = now;
      while (job.done < job.scores.length && now - start < SLICE_MS) {
        job.scores[job.done] = probability(job.forest, job.table, job.done * width);
        job.done += 1;
        scored += 1;
        now = performance.now();
      }
      job.ms += now - before;
      if (job.done < job.scores.length) break;
      this.#jobs.shift();
      job.finish();
    }
    this.#rows -= scored;
    const cost = (now - start) / Math.max(1, scored);
    this.#msPerRow = this.#msPerRow === 0 ? cost : 0.9 * this.#msPerRow + 0.1 * cost;
    if (this.#jobs.length > 0) setImmediate(() => this.#run());
  }
}
