import type { Word } from "./word.ts";
import { WORDS } from "./words/index.ts";

const OPTIONS = `Options, behind --:
  --only ID       that check alone, with what it depends on
  --step K        the checks of one step
  --no-latency    leave out the checks that measure under load
  --context NAME  the cluster to grade on, by its kubectl context (or WORKSHOP_CONTEXT)
  --seed N        repeat the random input of an earlier run
  --verbose       every check on a line of its own
  --json          the result alone, as JSON (npm run --silent exercise 1 -- --json)
  --yes           do not ask (reset)
  --help          this; npm run exercise 1 hint -- --help says more of a word

Exit codes: 0 all points, 1 points lost, 2 wrong usage, 3 not everything could be judged,
4 the grader's own fault.
`;

/** The help of `npm run exercise`. */
export function help(): string {
  const rows = [
    ["npm run exercise", "where am I: every exercise, points, what is next"],
    ["npm run exercise N", "grade my exercise N (1 to 6, a slug such as api, or its folder)"],
    ...WORDS.map((word) => [`npm run exercise N ${line(word)}`, word.summary]),
  ];
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  const lines = rows.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`);
  return `${lines.join("\n")}\n\n${OPTIONS}`;
}

/** The help of one word. */
export function helpFor(word: Word): string {
  return `npm run exercise N ${line(word)}\n\n  ${word.summary}\n\nExample: ${word.example}\n`;
}

function line({ name, usage }: Word): string {
  return usage ? `${name} ${usage}` : name;
}
