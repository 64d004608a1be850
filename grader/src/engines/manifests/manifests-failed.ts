import { CheckFailure } from "../../checks/check-failure.ts";

/** Manifests in which something is wrong; each problem says where. */
export class ManifestsFailed extends CheckFailure {
  readonly problems: readonly string[];

  constructor(expected: string, problems: readonly string[]) {
    const [first = "nothing"] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
    super(expected, `${first}${more}`, { lines: problems });
    this.problems = problems;
  }
}

/** Fails where there are problems. */
export function demandNone(expected: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new ManifestsFailed(expected, problems);
}
