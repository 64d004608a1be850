import { CheckFailure } from "../../checks/check-failure.ts";

/** The API server does not take the manifests: the submission's own failure. Nothing was applied. */
export class ApplyRefused extends CheckFailure {
  /** What it said of each object, with the line where that is known. */
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[], warnings: readonly string[]) {
    const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : "";
    super("the API server to accept the manifests", `${reasons[0]}${more}`, {
      lines: [...reasons, ...warnings.map((each) => `warning: ${each}`)],
    });
    this.reasons = reasons;
  }
}
