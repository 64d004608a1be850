import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { CACHE_RESULTS, type CacheObserver } from "../cache/prediction-cache.ts";
import { RowHistogram } from "./row-histogram.ts";

/** Seconds; 0.1 is the deck's latency target, so that "share under 100 ms" is one bucket. */
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const INFERENCE_SECONDS = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.1, 1];
const ROWS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const SCORES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Everything the API counts, in Prometheus' base units. Labels take values from closed sets
 * only (known methods, route patterns, status codes, released versions), so no request can add a
 * series of its own making.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<"method" | "route" | "status">;
  readonly #requestChildren = new Map<string, { observe(value: number): void }>();
  readonly #inference: Histogram;
  readonly #batchRows: Histogram;
  readonly #shed: Counter<"reason">;
  readonly #scores: RowHistogram<"version">;
  readonly #scoreSeries = new Map<string, (score: number) => void>();
  readonly #modelInfo: Gauge<"version" | "engine">;
  readonly #loads: Counter<"outcome">;

  constructor(sources: MetricSources) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from the first byte of a request to the last of its answer.",
      labelNames: ["method", "route", "status"],
      buckets: REQUEST_SECONDS,
      registers,
    });
    this.#inference = new Histogram({
      name: "model_inference_duration_seconds",
      help: "Time of one engine run over one batch of rows.",
      buckets: INFERENCE_SECONDS,
      registers,
    });
    this.#batchRows = new Histogram({
      name: "model_batch_rows",
      help: "Rows that shared one engine run.",
      buckets: ROWS,
      registers,
    });
    this.#shed = new Counter({
      name: "model_rows_shed_total",
      help: "Submissions not scored: queue full, deadline passed or client gone.",
      labelNames: ["reason"],
      registers,
    });
    this.#scores = new RowHistogram({
      name: "model_prediction_score",
      help: "Distribution of the predictions.",
      labelNames: ["version"],
      buckets: SCORES,
      registers,
    });
    this.#modelInfo = new Gauge({
      name: "model_info",
      help: "1 for the model that answers.",
      labelNames: ["version", "engine"],
      registers,
    });
    this.#loads = new Counter({
      name: "model_loads_total",
      help: "Attempts to load a model.",
      labelNames: ["outcome"],
      registers,
    });
    new Gauge({
      name: "model_queue_rows",
      help: "Rows waiting for the engine.",
      registers,
      collect() {
        this.set(sources.queueRows());
      },
    });
    new Gauge({
      name: "model_age_seconds",
      help: "Time since the answering model was trained.",
      registers,
      collect() {
        const trainedAt = sources.trainedAt();
        if (trainedAt) this.set((Date.now() - trainedAt.getTime()) / 1000);
      },
    });
  }

  /** One answered request. `route` is the route's pattern; undefined where none matched. */
  request(method: string, route: string | undefined, status: number, seconds: number): void {
    const key = `${method} ${status} ${route}`;
    let child = this.#requestChildren.get(key);
    if (!child) {
      const labels = {
        method: METHODS.has(method) ? method : "other",
        route: route ?? "unmatched",
        status: String(status),
      };
      child = this.#requests.labels(labels);
      if (labels.method === method) this.#requestChildren.set(key, child);
    }
    child.observe(seconds);
  }

  /** One engine run. */
  ran(rows: number, milliseconds: number): void {
    this.#batchRows.observe(rows);
    this.#inference.observe(milliseconds / 1000);
  }

  /** One submission that was not scored. */
  shed(reason: string): void {
    this.#shed.inc({ reason });
  }

  /** One prediction by a model version. */
  scored(version: string, score: number): void {
    let observe = this.#scoreSeries.get(version);
    if (!observe) {
      observe = this.#scores.series({ version });
      this.#scoreSeries.set(version, observe);
    }
    observe(score);
  }

  /** Counts for a prediction cache; there are none without one. */
  cache(): CacheObserver {
    const registers = [this.registry];
    const rows = new Counter({
      name: "prediction_cache_rows_total",
      help: "Rows looked for in the prediction cache; unavailable: it could not be asked in time.",
      labelNames: ["result"],
      registers,
    });
    for (const result of CACHE_RESULTS) rows.inc({ result }, 0);
    const connected = new Gauge({
      name: "prediction_cache_connected",
      help: "1 while the prediction cache can be reached.",
      registers,
    });
    return {
      looked: (result, count) => rows.inc({ result }, count),
      connected: (now) => connected.set(Number(now)),
    };
  }

  /** A model took over, or failed to. */
  loaded(outcome: "ok" | "failed", model?: { version: string; engine: string }): void {
    this.#loads.inc({ outcome });
    if (!model) return;
    this.#modelInfo.reset();
    const { version, engine } = model;
    this.#modelInfo.set({ version, engine }, 1);
  }

  /** The exposition in Prometheus' text format. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.registry.contentType, body: await this.registry.metrics() };
  }

  close(): void {
    this.registry.clear();
  }
}

/** Values read at scrape time. */
export interface MetricSources {
  queueRows(): number;
  trainedAt(): Date | undefined;
}
