import { stripVTControlCharacters } from "node:util";

const LONGEST = 4000;

/**
 * A submission's words without what would move a terminal's cursor, colour it or turn its text
 * around: a report shows them beside the grader's own.
 */
export function printable(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return stripVTControlCharacters(cut)
    .toWellFormed()
    .replace(/(?![\n\t\u200d])[\p{Cc}\p{Cf}]/gu, "");
}
