import autocannon from "autocannon";

export interface PeakOptions {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** Connections that each send their next request when the last one is answered. */
  connections: number;
  seconds: number;
}

export interface PeakResult {
  /** Answers a second with status 2xx, the mean over the run. */
  requestsPerSecond: number;
  /** Answers with another status. */
  non2xx: number;
  /** Connections that broke, and requests that were never answered. */
  errors: number;
}

/**
 * The most that a server answers, by autocannon's closed loop. Its latencies are left out on
 * purpose: a closed loop sends nothing while the server stalls, so its tail hides the stall.
 */
export async function peak(options: PeakOptions): Promise<PeakResult> {
  const { url, method = "POST", headers, body = "", connections, seconds } = options;
  const result = await autocannon({
    url,
    method,
    headers: { "content-type": "application/json", ...headers },
    body,
    connections,
    duration: seconds,
    timeout: 30,
  });
  return {
    requestsPerSecond: result["2xx"] / result.duration,
    non2xx: result.non2xx,
    errors: result.errors,
  };
}
