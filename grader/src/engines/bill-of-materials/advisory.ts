/** How bad a hole is, the worst last. */
export const SEVERITIES = ["low", "moderate", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is known of a hole in a package of npm. */
export interface Advisory {
  /** GHSA-… */
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly url: string;
  readonly affected: readonly Affected[];
}

export interface Affected {
  readonly name: string;
  /** The versions with the hole, as a range of semver: ">=8.0.0 <8.17.1". */
  readonly range: string;
  /** The first version without it, where there is one in this line of versions. */
  readonly fixed?: string;
}
