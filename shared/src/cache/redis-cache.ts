import type { Redis } from "ioredis";
import type { CacheObserver, PredictionCache } from "./prediction-cache.ts";
import { decodeScores, encodeScores } from "./score-bytes.ts";

export interface RedisCacheOptions {
  /** redis://[user:password@]host[:port][/database], or rediss:// for TLS. */
  url: string;
  ttlSeconds: number;
  /** Milliseconds that a look-up may take; then the rows are scored. */
  timeoutMs: number;
  observer?: CacheObserver;
  /** Told once when Redis goes and once when it is back. */
  log?: { info(message: string): void; warn(message: string): void };
}

const LONGEST_PAUSE_MS = 1000;
/** Look-ups in a row that came too late, after which the connection is made anew. */
const PATIENCE = 3;

/**
 * Predictions in Redis. While it cannot be reached nothing is waited for: every row is scored, and
 * the connection is tried again at least once a second. A Redis that hangs costs three time-outs,
 * then it counts as gone.
 */
export class RedisPredictionCache implements PredictionCache {
  readonly #options: RedisCacheOptions;
  #client: Redis | undefined;
  #late = 0;
  #told: "up" | "down" | undefined;
  #reason = "it cannot be reached";
  #closed = false;

  constructor(options: RedisCacheOptions) {
    this.#options = options;
    options.observer?.connected(false);
    void this.#connect();
  }

  async get(keys: readonly string[]): Promise<(Float64Array | undefined)[]> {
    const values = await this.#lookUp(keys);
    const { observer } = this.#options;
    if (!values) {
      observer?.looked("unavailable", keys.length);
      return [];
    }
    const counts = { hit: 0, miss: 0, invalid: 0 };
    const scores = keys.map((key, index) => {
      const bytes = values[index];
      const decoded = bytes ? decodeScores(key, bytes) : undefined;
      counts[decoded ? "hit" : bytes ? "invalid" : "miss"] += 1;
      return decoded;
    });
    for (const result of ["hit", "miss", "invalid"] as const) {
      if (counts[result] > 0) observer?.looked(result, counts[result]);
    }
    return scores;
  }

  set(keys: readonly string[], scores: readonly Float64Array[]): void {
    if (!this.#client || this.#told !== "up") return;
    const pipeline = this.#client.pipeline();
    for (const [index, key] of keys.entries()) {
      const values = scores[index];
      if (values) pipeline.setex(key, this.#options.ttlSeconds, encodeScores(key, values));
    }
    // What could not be kept, for a full or a lost Redis, is scored again next time.
    pipeline.exec().catch(() => {});
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#client?.disconnect();
  }

  async #lookUp(keys: readonly string[]): Promise<(Buffer | null)[] | undefined> {
    const client = this.#client;
    if (!client || this.#told !== "up") return undefined;
    try {
      const values = await client.mgetBuffer([...keys]);
      this.#late = 0;
      return values;
    } catch (error) {
      this.#late += 1;
      this.#reason = messageOf(error);
      if (this.#late >= PATIENCE) {
        this.#late = 0;
        this.#tell("down");
        client.disconnect(true);
      }
      return undefined;
    }
  }

  async #connect(): Promise<void> {
    const { url, timeoutMs } = this.#options;
    const { Redis } = await import("ioredis");
    if (this.#closed) return;
    const client = new Redis(url, {
      commandTimeout: timeoutMs,
      connectTimeout: LONGEST_PAUSE_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(times, 10)),
    });
    this.#client = client;
    client.on("error", (error) => {
      this.#reason = messageOf(error);
    });
    client.on("ready", () => this.#tell("up"));
    client.on("close", () => this.#tell("down"));
  }

  #tell(now: "up" | "down"): void {
    if (this.#told === now || this.#closed) return;
    const { observer, log } = this.#options;
    observer?.connected(now === "up");
    if (now === "down") {
      log?.warn(`The prediction cache is gone, every prediction is computed: ${this.#reason}`);
    } else {
      log?.info(
        this.#told ? "The prediction cache is back." : "The prediction cache is connected.",
      );
    }
    this.#told = now;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
