import type { Evidence } from "./evidence.ts";

/** The check cannot be carried out here. Costs no points. */
export class NotRun extends Error {
  override readonly name = "NotRun";
  readonly cure: string;

  constructor(reason: string, cure: string) {
    super(reason);
    this.cure = cure;
  }
}

/** The measurements do not allow a verdict. Costs no points. */
export class Inconclusive extends Error {
  override readonly name = "Inconclusive";
  readonly evidence: Evidence | undefined;

  constructor(reason: string, evidence?: Evidence) {
    super(reason);
    this.evidence = evidence;
  }
}
