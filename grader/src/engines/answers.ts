import { setTimeout as sleep } from "node:timers/promises";
import type { ApiProcess } from "./process.ts";
import { statusOf } from "./status.ts";
import { NeverHappened, waitFor } from "./wait.ts";

/** A submission that did not come up: what was waited for, what came, what it printed. */
export class ApiDidNotStart extends Error {
  override readonly name = "ApiDidNotStart";
  readonly expected: string;
  readonly received: string;
  readonly output: readonly string[];

  constructor(expected: string, received: string, output: readonly string[] = []) {
    super(`expected ${expected}, received ${received}`);
    this.expected = expected;
    this.received = received;
    this.output = output;
  }
}

export const START_MS = 20_000;

/**
 * Waits until the API answers 200 at a path.
 * @throws ApiDidNotStart with the last status or error seen, or how the process ended.
 */
export async function answers(api: ApiProcess, path: string, deadlineMs = START_MS): Promise<void> {
  try {
    await waitFor({
      what: `GET ${path} to answer 200`,
      deadlineMs,
      intervalMs: 20,
      giveUp: () => (api.ended() ? `the process ended with ${api.ended()}` : undefined),
      probe: () => look(`${api.url}${path}`),
    });
  } catch (error) {
    if (!(error instanceof NeverHappened)) throw error;
    if (api.ended()) await sleep(50);
    throw new ApiDidNotStart(
      `GET ${path} on PORT to answer 200 within ${deadlineMs / 1000} s of the start`,
      error.seen,
      api.output(),
    );
  }
}

/** Waits while the API says 503 to readiness: the model is on its way. Other answers end the wait. */
export async function settles(api: ApiProcess): Promise<void> {
  const end = performance.now() + START_MS;
  while (performance.now() < end && api.ended() === undefined) {
    if ((await look(`${api.url}/health/ready`)) !== "status 503") return;
    await sleep(20);
  }
}

async function look(url: string): Promise<true | string> {
  const status = await statusOf(url);
  if (status === 200) return true;
  return typeof status === "number" ? `status ${status}` : status;
}
