import { writeFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { EXERCISES } from "../src/course/exercises.ts";
import { currentFiles, STARTER_FILES, type StarterFiles } from "../src/course/starter-files.ts";
import { resultSchema, SCHEMA_FILE } from "../src/result/schema.ts";
import { ProgressLine } from "../src/terminal/progress-line.ts";
import type { Proof, ProveOptions } from "./claims/claim.ts";
import { claimsOf } from "./claims/claims-of.ts";
import { proveAll } from "./claims/prove-all.ts";
import { gradeStarter, SNAPSHOT, type Starters } from "./claims/starter.ts";
import { othersOf } from "./others.ts";
import { proofTable, TABLE } from "./table.ts";

const HELP = `npm run grader:proof                     starters, solutions, other correct submissions and mutants
npm run grader:proof -- --check latency  the mutants of one check
npm run grader:proof -- --exercise 2     one exercise
npm run grader:proof -- --other NAME     one other correct submission, such as from-scratch; with --check, by that check
npm run grader:proof -- --cluster        what a cluster shows too: about 40 minutes more; exits with 3 where a claim was not run
npm run grader:proof -- --graded 1       without what npm run exercise 1 solution has just shown; again for each exercise
npm run grader:proof -- --write          write what is generated: table, snapshot, result.schema.json
`;

/** Gradings at once; those under load and those of a cluster run one after the other. */
const AT_ONCE = 3;

const { values } = parseArgs({
  options: {
    check: { type: "string" },
    exercise: { type: "string" },
    other: { type: "string" },
    cluster: { type: "boolean", default: false },
    graded: { type: "string", multiple: true, default: [] },
    write: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", short: "h", default: false },
  },
});
const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort()).once("SIGTERM", () => interrupt.abort());
const options: ProveOptions = {
  seed: Number(values.seed),
  signal: interrupt.signal,
  cluster: values.cluster,
};
const exercises = EXERCISES.filter(
  ({ checks, number }) =>
    checks.length > 0 && (values.exercise ?? String(number)) === String(number),
);

async function generate(): Promise<void> {
  const starters: Starters = {};
  for (const exercise of exercises) {
    starters[exercise.folder] = await gradeStarter(exercise, options);
  }
  const files: StarterFiles = {};
  for (const exercise of exercises) files[exercise.folder] = await currentFiles(exercise);
  await writeFile(STARTER_FILES, `${JSON.stringify(files, null, 2)}\n`);
  await writeFile(SNAPSHOT, `${JSON.stringify(starters, null, 2)}\n`);
  await writeFile(TABLE, proofTable());
  await writeFile(SCHEMA_FILE, resultSchema());
}

function report({ claim, seconds, against, notRun }: Proof): void {
  const word = notRun ? "not run" : against.length === 0 ? "holds" : "broken";
  write(word, `${claim} (${notRun ?? `${seconds.toFixed(1)} s`})`, against);
}

function write(word: string, text: string, against: readonly string[]): void {
  process.stdout.write(`${word.padEnd(8)} ${text}\n`);
  for (const line of against) process.stdout.write(`         ${line}\n`);
}

async function prove(): Promise<void> {
  const names = exercises.flatMap((exercise) => othersOf(exercise).map(({ name }) => name));
  if (values.other !== undefined && !names.includes(values.other)) {
    process.stderr.write(
      `There is no submission ${values.other}; there are ${names.join(", ")}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const claims = exercises.flatMap((exercise) => claimsOf(exercise, values, options));
  const line = new ProgressLine();
  try {
    const proofs = await proveAll(claims, {
      atOnce: AT_ONCE,
      onStart: (claim) => line.say(claim),
      onAgain(claim, against) {
        line.clear();
        write("again", claim, against);
      },
      onEnd(proof) {
        line.clear();
        report(proof);
      },
    });
    const broken = proofs.filter(({ against }) => against.length > 0).length;
    const notRun = proofs.filter((proof) => proof.notRun).length;
    line.end();
    process.stdout.write(
      `${proofs.length - broken - notRun} claims hold, ${broken} broken, ${notRun} not run\n`,
    );
    const unproved = values.cluster && notRun > 0 ? 3 : 0;
    process.exitCode = broken > 0 || proofs.length === 0 ? 1 : unproved;
  } finally {
    line.end();
  }
}

if (values.help) {
  process.stdout.write(HELP);
} else if (values.write) {
  await generate();
} else {
  await prove().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 4;
  });
}
