import { CONTRACT } from "@workshop/serving/http-contract";
import { patientTarget } from "../engines/api-target.ts";
import type { Check } from "./check.ts";

type Graded = Omit<Check, "id" | "title" | "why" | "run"> & {
  /** The case reads what /metrics counts, or may end the process: it gets one of its own. */
  readonly ownProcess?: true;
};

/** A promise of the HTTP contract as a check. */
export function contractCheck(id: string, graded: Graded): Check {
  const found = CONTRACT.find((each) => each.id === id);
  if (!found) throw new Error(`The HTTP contract has no case ${id}.`);
  const { ownProcess, ...data } = graded;
  return {
    id,
    title: found.title,
    why: found.why,
    // Bytes on a socket are sent once, so that a refusal on a busy machine is not asked again.
    ...(found.needsSocket && { retry: { times: 2, because: "a busy API may refuse with 503" } }),
    ...data,
    async run(context) {
      const target = ownProcess ? patientTarget(await context.start()) : context.api.target;
      await found.run(target);
      return undefined;
    },
  };
}
