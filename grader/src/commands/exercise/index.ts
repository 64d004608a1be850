import process from "node:process";
import { didYouMean } from "@workshop/serving/suggestion";
import { EXERCISES, type Exercise, findExercise } from "../../course/exercises.ts";
import { sweepFolders } from "../../engines/docker/run-folder.ts";
import { sweep } from "../../engines/running-record.ts";
import { readProgress } from "../../progress/progress-file.ts";
import { overview } from "../../report/overview.ts";
import { styleOf } from "../../terminal/style.ts";
import { UsageError } from "../../usage-error.ts";
import { help, helpFor } from "./help.ts";
import { parseOptions } from "./options.ts";
import { runGrade } from "./run-grade.ts";
import { type Call, EXIT } from "./word.ts";
import { WORDS } from "./words/index.ts";

/** `npm run exercise …`: where am I, or a word about one exercise. Returns the exit code. */
export async function exercise(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, process.env);
  const style = styleOf(process.stdout);
  const out = (text: string) => void process.stdout.write(text);
  const err = (text: string) => void process.stderr.write(text);
  const [name, wordName, ...rest] = options.words;
  if (options.context !== undefined) process.env.WORKSHOP_CONTEXT = options.context;
  const word = wordName === undefined ? undefined : findWord(wordName);
  if (options.help) {
    out(word ? helpFor(word) : help());
    return EXIT.allPoints;
  }
  if (name === undefined) {
    out(overview(EXERCISES, await readProgress((line) => err(`${line}\n`)), style));
    return EXIT.allPoints;
  }
  const found = find(name);
  if (rest.length > (word?.most ?? 0)) {
    throw new UsageError(
      `${wordName} takes ${word?.most === 1 ? "one file" : "no further word"}, found ${rest.join(" ")}.`,
    );
  }
  const swept = sweep();
  if (swept > 0) err(`Ended ${swept} server${swept > 1 ? "s" : ""} that a killed run had left.\n`);
  await sweepFolders();
  return interruptible((signal) => {
    const call: Call = { exercise: found, options, rest, style, out, err, signal };
    return word ? word.run(call) : runGrade(call, "exercises");
  });
}

function find(name: string): Exercise {
  const found = findExercise(name);
  if (!found) {
    const known = EXERCISES.map(({ number, slug }) => `${number} (${slug})`).join(", ");
    const slugs = EXERCISES.map(({ slug }) => slug);
    throw new UsageError(
      `There is no exercise ${JSON.stringify(name)}; there are ${known}.${didYouMean(name, slugs)}`,
    );
  }
  if (found.checks.length === 0) {
    const ready = EXERCISES.filter(({ checks }) => checks.length > 0).map(({ number }) => number);
    throw new UsageError(
      `Exercise ${found.number} (${found.title}) is in preparation; ${ready.join(", ")} can be done.`,
    );
  }
  return found;
}

function findWord(name: string) {
  const found = WORDS.find((word) => word.name === name);
  if (found) return found;
  const names = WORDS.map((word) => word.name);
  throw new UsageError(
    `Unknown word ${JSON.stringify(name)}; after a number comes nothing or one of ${names.join(", ")}.${didYouMean(name, names)}`,
  );
}

/** Runs until done; Ctrl-C and SIGTERM abort the signal, a second one ends at once. */
async function interruptible(run: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const interrupt = new AbortController();
  const onSignal = () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    return await run(interrupt.signal);
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}
