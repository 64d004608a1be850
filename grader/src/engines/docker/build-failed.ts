import { CheckFailure } from "../../checks/check-failure.ts";

/** The Dockerfile does not build: the submission's own failure. */
export class BuildFailed extends CheckFailure {
  /** The line of the Dockerfile, where it can be told. */
  readonly line: number | undefined;

  constructor(received: string, line: number | undefined, log: readonly string[] = []) {
    super("the Dockerfile to build", received, { lines: log });
    this.line = line;
  }

  /** The same failure with one more line to show. */
  with(line: string): BuildFailed {
    return new BuildFailed(this.received, this.line, [...(this.evidence.lines ?? []), line]);
  }
}
