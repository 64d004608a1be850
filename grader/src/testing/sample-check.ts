import type { Check } from "../checks/check.ts";

/** A check with every word filled in, for tests of what runs checks. */
export function sampleCheck(id: string, parts: Partial<Check> = {}): Check {
  return {
    id,
    title: `It does ${id}`,
    step: 1,
    points: 1,
    why: "Somebody would notice.",
    hints: ["first", "second", "third"],
    after: [],
    mutants: [{ title: "does not", edits: {} }],
    run: async () => undefined,
    ...parts,
  };
}
