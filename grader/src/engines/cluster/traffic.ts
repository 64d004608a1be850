import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface TrafficOptions {
  /** Requests a second. */
  rate: number;
  /** Requests under way, above which none is sent: it counts as a failure, and as waiting in vain. */
  mostOpen?: number;
}

/** What became of a stretch of traffic. */
export interface TrafficResult {
  readonly sent: number;
  /** Each failure as "12.3 s: ECONNRESET on a connection kept alive". */
  readonly failures: readonly string[];
  /** Requests whose connection was refused, and that were sent once more. */
  readonly reconnected: number;
}

/** How long a client waited, from the moment at which its request was due. */
export interface Wait {
  /** Seconds from the start of the traffic to the end of the wait. */
  readonly at: number;
  readonly ms: number;
}

const TICK_MS = 20;
/** How long an answer is waited for. */
export const TIMEOUT_MS = 10_000;
const CONNECTIONS = 16;
const MOST_OPEN = 3000;
/** The share of the time by which its timer may be late. */
const LATE = 0.3;
const REFUSED = "status 503 with Retry-After";
const REFUSALS = 20;
const PAUSE_MS = 100;
const NOT_CONNECTED = "ECONNREFUSED";
const USERS = 943;
const MOVIES = 1682;

/**
 * A steady client of POST /predict: half of its requests on connections that it keeps, half on a new
 * one each. It asks again where it is told to, by 503 with Retry-After, and once where a connection is
 * refused, which nobody heard: a node that rewrites its rules refuses one in thousands. It retries
 * nothing else: who gets no answer does not know whether it was heard.
 */
export class Traffic {
  // In turn, so that none is idle for long: whoever sends on a connection in the moment in which its
  // server ends it as idle gets no answer, and no server can help that.
  readonly #agent = new http.Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS,
    scheduling: "fifo",
  });
  readonly #open = new Set<Promise<void>>();
  readonly #failures: string[] = [];
  readonly #waits: Wait[] = [];
  readonly #started = performance.now();
  #lateMs = 0;
  readonly #url: URL;
  readonly #mostOpen: number;
  readonly #timer: NodeJS.Timeout;
  #sent = 0;
  #reconnected = 0;

  constructor(url: string, { rate, mostOpen = MOST_OPEN }: TrafficOptions) {
    this.#mostOpen = mostOpen;
    this.#url = new URL("/predict", url);
    let last = this.#started;
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#lateMs += Math.max(0, now - last - TICK_MS);
      last = now;
      const due = this.seconds * rate;
      while (this.#sent < due) this.#send(this.#sent / rate);
    }, TICK_MS);
  }

  /** How long it has been under way. */
  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  get sent(): number {
    return this.#sent;
  }

  /** How long each request took that has ended. */
  get waits(): readonly Wait[] {
    return this.#waits;
  }

  /** Why what it sends and waits for says little of others: it gets too little CPU itself. */
  get starved(): string | undefined {
    const late = this.#lateMs / (performance.now() - this.#started);
    if (late < LATE) return undefined;
    return `the client was late itself by ${Math.round(late * 100)} % of the time`;
  }

  /** Sends no more, and waits for what is on its way. */
  async stop(): Promise<TrafficResult> {
    clearInterval(this.#timer);
    await Promise.all(this.#open);
    this.#agent.destroy();
    return { sent: this.#sent, failures: this.#failures, reconnected: this.#reconnected };
  }

  #send(due: number): void {
    this.#sent += 1;
    const kept = this.#sent % 2 === 0;
    const at = this.seconds.toFixed(1);
    if (this.#open.size >= this.#mostOpen) {
      this.#failures.push(`${at} s: not sent, as ${this.#mostOpen} others wait for their answers`);
      this.#waits.push({ at: this.seconds, ms: TIMEOUT_MS });
      return;
    }
    const answer = this.#ask(kept).then((failure) => {
      const now = this.seconds;
      this.#waits.push({ at: now, ms: (now - due) * 1000 });
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
      const most = failure === REFUSED ? REFUSALS : failure === NOT_CONNECTED ? 1 : 0;
      if (again >= most) return failure;
      if (failure === NOT_CONNECTED) this.#reconnected += 1;
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
