/** One thing verified: `none` where the release lacks what it would be verified with. */
export interface Check {
  name: string;
  outcome: "ok" | "failed" | "none";
  /** What was found; of a failure, also what was expected. */
  detail: string;
}

/** What was found of one release. */
export interface Verification {
  version: string;
  ok: boolean;
  checks: Check[];
}

/** Runs a check whose failures are thrown. */
export async function check(
  name: string,
  verify: () => Promise<string | { none: string }>,
): Promise<Check> {
  try {
    const found = await verify();
    return typeof found === "string"
      ? { name, outcome: "ok", detail: found }
      : { name, outcome: "none", detail: found.none };
  } catch (error) {
    return {
      name,
      outcome: "failed",
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}
