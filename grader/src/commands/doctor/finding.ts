import { labelled } from "../../terminal/wrap.ts";

const INDENT = 24;

/** One thing this machine has or lacks. */
export interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  /** Exercises that need it; empty for what every exercise needs. */
  readonly neededBy: string;
  readonly found: string;
  /** What to do where it is not ok. */
  readonly cure: string;
}

/** A finding as it is printed. */
export function show({ subject, ok, neededBy, found, cure }: Finding, width: number): string[] {
  const word = ok ? "ok" : "missing";
  const label = `${word.padEnd(9)}${subject}`;
  const need =
    neededBy === "" ? "every exercise" : /^\d/.test(neededBy) ? `exercise ${neededBy}` : neededBy;
  const text = ok ? found : `${found}. Needed by ${need}. ${cure}`;
  return labelled(label, text, width, INDENT);
}
