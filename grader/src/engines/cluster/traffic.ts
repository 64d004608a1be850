import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface TrafficOptions {
  /** Requests a second. */
  rate: number;
}

/** What became of a stretch of traffic. */
export interface TrafficResult {
  readonly sent: number;
  /** Each failure as "12.3 s: ECONNRESET on a connection kept alive". */
  readonly failures: readonly string[];
}

const TICK_MS = 20;
const TIMEOUT_MS = 10_000;
const CONNECTIONS = 16;
const REFUSED = "status 503 with Retry-After";
const REFUSALS = 20;
const PAUSE_MS = 100;
const USERS = 943;
const MOVIES = 1682;

/**
 * A steady client of POST /predict: half of its requests on connections that it keeps, half on a new
 * one each. It asks again where it is told to, by 503 with Retry-After, and retries nothing else: who
 * gets no answer does not know whether it was heard.
 */
export class Traffic {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #open = new Set<Promise<void>>();
  readonly #failures: string[] = [];
  readonly #started = performance.now();
  readonly #url: URL;
  readonly #timer: NodeJS.Timeout;
  #sent = 0;

  constructor(url: string, { rate }: TrafficOptions) {
    this.#url = new URL("/predict", url);
    this.#timer = setInterval(() => {
      const due = ((performance.now() - this.#started) / 1000) * rate;
      while (this.#sent < due) this.#send();
    }, TICK_MS);
  }

  get sent(): number {
    return this.#sent;
  }

  /** Sends no more, and waits for what is on its way. */
  async stop(): Promise<TrafficResult> {
    clearInterval(this.#timer);
    await Promise.all(this.#open);
    this.#agent.destroy();
    return { sent: this.#sent, failures: this.#failures };
  }

  #send(): void {
    this.#sent += 1;
    const kept = this.#sent % 2 === 0;
    const at = ((performance.now() - this.#started) / 1000).toFixed(1);
    const answer = this.#ask(kept).then((failure) => {
      if (failure === undefined) return;
      const connection = kept ? "a connection kept alive" : "a new connection";
      this.#failures.push(`${at} s: ${failure} on ${connection}`);
    });
    this.#open.add(answer);
    void answer.then(() => this.#open.delete(answer));
  }

  async #ask(kept: boolean): Promise<string | undefined> {
    // Another pair each time, or a cache would answer them all.
    const ids = { user_id: 1 + (this.#sent % USERS), movie_id: 1 + (this.#sent % MOVIES) };
    const body = JSON.stringify(ids);
    for (let again = 0; ; again += 1) {
      const failure = await this.#once(kept, body);
      if (failure !== REFUSED || again === REFUSALS) return failure;
      await sleep(PAUSE_MS);
    }
  }

  #once(kept: boolean, body: string): Promise<string | undefined> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const request = http.request(this.#url, {
      method: "POST",
      agent: kept ? this.#agent : false,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.once("response", (response) => {
      const { statusCode, headers } = response;
      const refused = statusCode === 503 && headers["retry-after"] !== undefined;
      const failure = refused ? REFUSED : `status ${statusCode}`;
      response.resume();
      response.once("end", () => resolve(statusCode === 200 ? undefined : failure));
      response.once("error", ({ code }: NodeJS.ErrnoException) =>
        resolve(code ?? "no whole answer"),
      );
    });
    request.once("error", (error: NodeJS.ErrnoException) => {
      resolve(
        error.name === "AbortError"
          ? `no answer within ${TIMEOUT_MS / 1000} s`
          : (error.code ?? error.message),
      );
    });
    request.end(body);
    return promise;
  }
}
