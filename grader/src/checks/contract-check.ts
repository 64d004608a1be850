import { setTimeout as sleep } from "node:timers/promises";
import { CONTRACT, ContractFailure, type Target } from "@workshop/serving/http-contract";
import { patientTarget } from "../engines/api-target.ts";
import type { Check } from "./check.ts";
import type { CheckContext } from "./context.ts";

type Graded = Omit<Check, "id" | "title" | "why" | "run"> & {
  /** The API to ask, where it is not the one that all share: it may end, or what it counts is read. */
  readonly of?: "own" | "counted";
};

const REFUSALS = 3;
const PAUSE_MS = 200;

/** A promise of the HTTP contract as a check. */
export function contractCheck(id: string, graded: Graded): Check {
  const found = CONTRACT.find((each) => each.id === id);
  if (!found) throw new Error(`The HTTP contract has no case ${id}.`);
  const { of = "shared", ...data } = graded;
  return {
    id,
    title: found.title,
    why: found.why,
    ...data,
    async run(context) {
      const target = await targetOf(context, of);
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

async function targetOf(context: CheckContext, of: "shared" | "own" | "counted"): Promise<Target> {
  if (of === "shared") return context.api.target;
  return patientTarget(await (of === "own" ? context.start() : context.counted()));
}

/**
 * On a busy machine a case that sends bytes on a socket of its own may rightly meet a 503, or a 408
 * because it was too slow itself.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof ContractFailure && /^(HTTP\/1\.1 )?(503|408) /.test(error.received);
}
