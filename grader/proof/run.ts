import { writeFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import type { Exercise } from "../src/course/exercises.ts";
import { EXERCISES } from "../src/course/exercises.ts";
import { currentFiles, STARTER_FILES, type StarterFiles } from "../src/course/starter-files.ts";
import { resultSchema, SCHEMA_FILE } from "../src/result/schema.ts";
import { ProgressLine } from "../src/terminal/progress-line.ts";
import { othersOf } from "./others.ts";
import { type Proof, type ProveOptions, proveMutant, proveOther, proveSolution } from "./prove.ts";
import { gradeStarter, proveStarter, SNAPSHOT, type Starters } from "./starters.ts";
import { proofTable, TABLE } from "./table.ts";

const HELP = `npm run grader:proof                     starters, solutions, other correct submissions and mutants
npm run grader:proof -- --check latency  the mutants of one check
npm run grader:proof -- --exercise 2     one exercise
npm run grader:proof -- --other NAME     one other correct submission, such as from-scratch; with --check, by that check
npm run grader:proof -- --cluster        what a cluster shows too: about 40 minutes more
npm run grader:proof -- --write          write what is generated: table, snapshot, result.schema.json
`;

/** Mutants at once; those of a cluster one after the other. */
const AT_ONCE = 2;
const FRAMEWORKS = [
  { name: "Fastify", environment: {} },
  { name: "Express", environment: { FRAMEWORK: "express" } },
];

const { values } = parseArgs({
  options: {
    check: { type: "string" },
    exercise: { type: "string" },
    other: { type: "string" },
    cluster: { type: "boolean", default: false },
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

async function write(): Promise<void> {
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
  process.stdout.write(`${word.padEnd(8)} ${claim} (${notRun ?? `${seconds.toFixed(1)} s`})\n`);
  for (const line of against) process.stdout.write(`         ${line}\n`);
}

async function proveAll(exercise: Exercise): Promise<Proof[]> {
  const proofs: Proof[] = [];
  const line = new ProgressLine();
  const tell = async (claim: string, proof: Promise<Proof>) => {
    line.say(claim);
    const done = await proof;
    line.clear();
    report(done);
    proofs.push(done);
  };
  try {
    const others = othersOf(exercise).filter(
      ({ name }) => values.other === undefined || name === values.other,
    );
    if (values.check === undefined && values.other === undefined) {
      await tell("the starter", proveStarter(exercise, options));
      for (const variant of exercise.slug === "api" ? FRAMEWORKS : FRAMEWORKS.slice(0, 1)) {
        await tell(`the solution on ${variant.name}`, proveSolution(exercise, variant, options));
      }
    }
    if (values.check === undefined || values.other !== undefined) {
      for (const other of others) {
        await tell(other.name, proveOther(exercise, other, options, values.check));
      }
    }
    if (values.other !== undefined) return proofs;
    const mutants = exercise.checks
      .filter(({ id }) => values.check === undefined || id === values.check)
      .flatMap((check) => check.mutants.map((mutant) => ({ check, mutant })));
    const alone = ({ check }: (typeof mutants)[number]) =>
      check.underLoad === true || check.needs?.includes("cluster") === true;
    const loaded = mutants.filter(alone);
    const queue = mutants.filter((each) => !alone(each));
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await tell(next.mutant.title, proveMutant(exercise, next.check, next.mutant, options));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (const { check, mutant } of loaded) {
      await tell(mutant.title, proveMutant(exercise, check, mutant, options));
    }
    return proofs;
  } finally {
    line.end();
  }
}

if (values.help) {
  process.stdout.write(HELP);
} else if (values.write) {
  await write();
} else {
  await proveEverything().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 4;
  });
}

async function proveEverything(): Promise<void> {
  const names = exercises.flatMap((exercise) => othersOf(exercise).map(({ name }) => name));
  if (values.other !== undefined && !names.includes(values.other)) {
    process.stderr.write(
      `There is no submission ${values.other}; there are ${names.join(", ")}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const proofs: Proof[] = [];
  for (const exercise of exercises) proofs.push(...(await proveAll(exercise)));
  const broken = proofs.filter(({ against }) => against.length > 0).length;
  const notRun = proofs.filter((proof) => proof.notRun).length;
  process.stdout.write(
    `${proofs.length - broken - notRun} claims hold, ${broken} broken, ${notRun} not run\n`,
  );
  process.exitCode = broken > 0 || proofs.length === 0 ? 1 : 0;
}
