import type { Check } from "../checks/check.ts";

/** Without what would tie it to one kind of context. */
type Sample = Omit<Check, "fromFiles">;

/** A check with every word filled in, for tests of what runs checks. */
export function sampleCheck(id: string, parts: Partial<Sample> = {}): Sample {
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
