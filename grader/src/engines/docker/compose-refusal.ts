import { CheckFailure } from "../../checks/check-failure.ts";

/** A compose file that reaches out of its containers: nothing of it was started. */
export class ComposeRefused extends CheckFailure {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(
      "a compose.yaml that stays inside its own containers",
      `${reasons[0]}; nothing was started`,
      { lines: reasons },
    );
    this.reasons = reasons;
  }
}
