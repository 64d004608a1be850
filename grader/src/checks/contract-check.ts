import { setTimeout as sleep } from "node:timers/promises";
import { CONTRACT, ContractFailure } from "@workshop/serving/http-contract";
import { patientTarget } from "../engines/api-target.ts";
import type { Check } from "./check.ts";

type Graded = Omit<Check, "id" | "title" | "why" | "run"> & {
  /** The case reads what /metrics counts, or may end the process: it gets one of its own. */
  readonly ownProcess?: true;
};

const REFUSALS = 3;
const PAUSE_MS = 200;

/** A promise of the HTTP contract as a check. */
export function contractCheck(id: string, graded: Graded): Check {
  const found = CONTRACT.find((each) => each.id === id);
  if (!found) throw new Error(`The HTTP contract has no case ${id}.`);
  const { ownProcess, ...data } = graded;
  return {
    id,
    title: found.title,
    why: found.why,
    ...data,
    async run(context) {
      const target = ownProcess ? patientTarget(await context.start()) : context.api.target;
      for (let refusals = 0; ; refusals += 1) {
        try {
          await found.run(target);
          return undefined;
        } catch (error) {
          if (refusals === REFUSALS || !isRefusal(error)) throw error;
          await sleep(PAUSE_MS);
        }
      }
    },
  };
}

/**
 * On a busy machine a case that sends bytes on a socket of its own may rightly meet a 503, or a 408
 * because it was too slow itself.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof ContractFailure && /^(HTTP\/1\.1 )?(503|408) /.test(error.received);
}
