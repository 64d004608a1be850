const EDGES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const NAME = "http_request_duration_seconds";

export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

interface Series {
  /** Requests up to each edge that no smaller one holds; the last entry is those above all. */
  buckets: number[];
  sum: number;
  count: number;
}

/** A histogram of answered requests, in Prometheus' text format. Callers cannot add series. */
export class RequestMetrics {
  readonly #series = new Map<string, Series>();

  observe(method: string, route: string | undefined, status: number, seconds: number): void {
    const known = METHODS.includes(method) ? method : "other";
    const labels = `method="${known}",route="${route ?? "none"}",status="${status}"`;
    const series = this.#series.get(labels) ?? {
      buckets: new Array<number>(EDGES.length + 1).fill(0),
      sum: 0,
      count: 0,
    };
    const at = EDGES.findIndex((edge) => seconds <= edge);
    const bucket = at < 0 ? EDGES.length : at;
    series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
    series.sum += seconds;
    series.count += 1;
    this.#series.set(labels, series);
  }

  text(): string {
    const lines = [
      `# HELP ${NAME} Time from the request's headers to the end of its answer.`,
      `# TYPE ${NAME} histogram`,
    ];
    for (const [labels, { buckets, sum, count }] of this.#series) {
      let below = 0;
      for (const [index, edge] of [...EDGES, "+Inf"].entries()) {
        below += buckets[index] ?? 0;
        lines.push(`${NAME}_bucket{${labels},le="${edge}"} ${below}`);
      }
      lines.push(`${NAME}_sum{${labels}} ${sum}`, `${NAME}_count{${labels}} ${count}`);
    }
    return `${lines.join("\n")}\n`;
  }
}
