import http from "node:http";
import { build, type Histogram } from "hdr-histogram-js";
import { onSchedule } from "./schedule.ts";

export interface OpenLoopOptions {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent with every request; or made for the index of each. */
  body?: string | ((index: number) => string);
  /** Requests a second, on a fixed schedule that no answer can delay. */
  rate: number;
  seconds: number;
  /** Connections at most; a request that finds none free waits, and its clock runs. */
  connections?: number;
  /** Milliseconds of silence, or after the last request, until an answer is given up. */
  timeoutMs?: number;
}

export interface OpenLoopResult {
  sent: number;
  /** Answers by status; 0 counts those that never came (reset, timeout). */
  statuses: Map<number, number>;
  /** Microseconds from the intended send to the last byte, of answers with status 200. */
  latency: Histogram;
  /** The same of answers with status 503. */
  refused: Histogram;
  /** 503 answers that came without Retry-After. */
  withoutRetryAfter: number;
  /** Microseconds by which the client itself sent late; large values mean that it was starved of CPU. */
  lateness: Histogram;
}

/** Microseconds: two minutes. Longer waits (a laptop that slept) count as this long. */
const LONGEST = 120_000_000;

const HISTOGRAM = {
  lowestDiscernibleValue: 1,
  highestTrackableValue: LONGEST,
  numberOfSignificantValueDigits: 3,
} as const;

/**
 * Sends requests at fixed times and measures each from the time it was due. A server that stalls
 * cannot hold back the requests that would have seen the stall, so coordinated omission cannot
 * occur. It needs a CPU and an event loop to itself: `startLoadClient` gives it both.
 */
export async function openLoop(options: OpenLoopOptions): Promise<OpenLoopResult> {
  const { url, rate, seconds, body = "", connections = 256, timeoutMs = 30_000 } = options;
  const target = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
  const total = Math.round(rate * seconds);
  const bodyOf = typeof body === "string" ? () => body : body;
  const open = new Set<http.ClientRequest>();
  const { promise: allClosed, resolve: lastClosed } = Promise.withResolvers<void>();
  const result: OpenLoopResult = {
    sent: 0,
    statuses: new Map(),
    latency: build(HISTOGRAM),
    refused: build(HISTOGRAM),
    withoutRetryAfter: 0,
    lateness: build(HISTOGRAM),
  };

  function settle(due: number, response: http.IncomingMessage | undefined): void {
    const taken = micros(performance.now() - due);
    const status = response?.complete ? (response.statusCode ?? 0) : 0;
    result.statuses.set(status, (result.statuses.get(status) ?? 0) + 1);
    if (status === 200) result.latency.recordValue(taken);
    if (status !== 503) return;
    result.refused.recordValue(taken);
    if (response?.headers["retry-after"] === undefined) result.withoutRetryAfter += 1;
  }

  function send(index: number, due: number): void {
    result.lateness.recordValue(micros(performance.now() - due));
    const payload = bodyOf(index);
    const request = http.request(target, {
      agent,
      method: options.method ?? "POST",
      timeout: timeoutMs,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(payload),
        ...options.headers,
      },
    });
    const finish = (response?: http.IncomingMessage) => {
      if (!open.delete(request)) return;
      settle(due, response);
      if (open.size === 0 && result.sent === total) lastClosed();
    };
    open.add(request);
    result.sent += 1;
    request.on("response", (response) => {
      response.on("end", () => finish(response));
      response.on("error", () => finish());
      response.resume();
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => finish());
    request.on("close", () => finish());
    request.end(payload);
  }

  await onSchedule({ start: performance.now() + 5, rate, total }, send);
  const giveUp = setTimeout(() => {
    for (const request of open) request.destroy();
  }, timeoutMs);
  if (open.size > 0) await allClosed;
  clearTimeout(giveUp);
  agent.destroy();
  return result;
}

function micros(milliseconds: number): number {
  return Math.min(LONGEST, Math.max(1, Math.round(milliseconds * 1000)));
}

/** A percentile of a histogram of microseconds, in milliseconds. */
export function percentileMs(histogram: Histogram, percentile: number): number {
  return histogram.getValueAtPercentile(percentile) / 1000;
}
