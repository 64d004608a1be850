import { ContractFailure } from "@workshop/serving/http-contract";
import type { Evidence } from "./evidence.ts";

/** A failure that has more to show than what was expected and what came. */
export class CheckFailure extends ContractFailure {
  readonly evidence: Evidence;

  constructor(expected: string, received: string, evidence: Evidence) {
    super(expected, received);
    this.evidence = evidence;
  }
}
