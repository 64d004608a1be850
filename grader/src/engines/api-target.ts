import { setTimeout as sleep } from "node:timers/promises";
import {
  type Answer,
  type Call,
  ContractFailure,
  networkTarget,
  type Target,
} from "@workshop/serving/http-contract";
import { CheckFailure } from "../checks/check-failure.ts";

/** What serves: a process, or a container. */
export interface Served {
  readonly url: string;
  readonly port: number;
  /** How it ended, in words, once it has. */
  ended(): string | undefined;
}

const TIMEOUT_MS = 10_000;
/** Each pause is longer than the one before: five seconds in all. */
const REFUSALS = 10;
const PAUSE_MS = 100;

/**
 * A running API as the target of checks. A request that gets no answer is the API's
 * failure, told with what became of the process.
 * @param lastWords what it printed, for its readers: evidence where it has ended
 */
export function apiTarget(api: Served, lastWords = (): readonly string[] => []): Target {
  const target = networkTarget(api.url, TIMEOUT_MS);
  return {
    address: { host: "127.0.0.1", port: api.port },
    async request(call) {
      try {
        return await target.request(call);
      } catch (error) {
        if (error instanceof ContractFailure) throw error;
        const expected = `an answer to ${call.method} ${call.path}`;
        const ended = api.ended();
        if (!ended) throw new ContractFailure(expected, describe(error));
        const received = `${describe(error)} (the process ended: ${ended})`;
        throw new CheckFailure(expected, received, { lines: lastWords() });
      }
    },
  };
}

/**
 * The same, asking again where it is told to: on a busy machine an API may rightly refuse a
 * request with 503 and Retry-After, and a check of something else must not fail for it.
 */
export function patientTarget(api: Served, lastWords?: () => readonly string[]): Target {
  const target = apiTarget(api, lastWords);
  return {
    ...target,
    async request(call) {
      let answer = await target.request(call);
      for (let again = 1; again <= REFUSALS && isRefusal(call, answer); again += 1) {
        await sleep(again * PAUSE_MS);
        answer = await target.request(call);
      }
      return answer;
    },
  };
}

function isRefusal(call: Call, answer: Answer): boolean {
  return (
    call.method === "POST" && answer.status === 503 && answer.headers["retry-after"] !== undefined
  );
}

function describe(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError") return `none within ${TIMEOUT_MS / 1000} s`;
  return code ?? message;
}
