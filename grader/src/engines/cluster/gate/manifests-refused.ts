import { CheckFailure } from "../../../checks/check-failure.ts";

/** Manifests that ask for more than their namespace: nothing of them was applied. */
export class ManifestsRefused extends CheckFailure {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super("manifests that stay inside their namespace", `${reasons[0]}; nothing was applied`, {
      lines: reasons.slice(0, 50),
    });
    this.reasons = reasons;
  }
}
