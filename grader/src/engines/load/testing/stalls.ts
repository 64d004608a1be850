import { answers } from "../../answers.ts";
import { type ApiProcess, startApi } from "../../process.ts";

/** One fifth of the time the server stands still. Long, so that 5 % of it is more than a busy machine adds. */
const STALL_MS = 1000;
export const PERIOD_MS = 5000;

/** A server with planted stalls, in a process of its own: what stalls it cannot stall the client. */
export async function startStallingServer(): Promise<ApiProcess> {
  const api = await startApi({
    folder: import.meta.dirname,
    script: "stalling-server.ts",
    cpu: 0,
    environment: { STALL_MS: String(STALL_MS), PERIOD_MS: String(PERIOD_MS) },
  });
  await answers(api, "/", 20_000);
  return api;
}

/**
 * The true latency of requests that come evenly, in milliseconds: a fifth of them wait for the rest
 * of a stall, which is 0 to 1,000 ms, evenly spread.
 */
export function trueLatencyMs(percentile: number): number {
  return Math.max(0, STALL_MS * ((percentile - 80) / 20));
}

/** How far a measured latency is off, as a share of the true one. */
export function errorAt(percentile: number, measuredMs: number): number {
  return Math.abs(measuredMs - trueLatencyMs(percentile)) / trueLatencyMs(percentile);
}
