import { appendFileSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseOptions } from "../../../../../grader/src/commands/exercise/options.ts";
import { selectChecks } from "../../../../../grader/src/commands/exercise/selection.ts";
import { WORDS } from "../../../../../grader/src/commands/exercise/words/index.ts";
import { EXERCISES, findExercise } from "../../../../../grader/src/course/exercises.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../../..");

/** A server that a lesson starts: its settings beside the defaults. */
export type Start = { environment: NodeJS.ProcessEnv };

interface Kind {
  pattern: RegExp;
  /** Throws where the command could not work; does its work on files in `sandbox`. */
  run(groups: readonly string[], sandbox: string): Start | undefined;
}

/** Every command that a lesson may show beside curl and autocannon. */
const KINDS: readonly Kind[] = [
  {
    pattern: /^(?:FRAMEWORK=express )?npm run exercise (\d)((?: .+)?)$/,
    run: ([number = "", rest = ""]) => grader(number, rest.split(" ").filter(Boolean)),
  },
  {
    pattern:
      /^(?:FRAMEWORK=express |LOG_LEVEL=warn |MODEL_DIR="\$PWD\/([\w./-]+)" )?npm (start|test) --workspace (@workshop\/[\w-]+)$/,
    run([models, script = "", workspace = ""], sandbox) {
      requireScript(`node_modules/${workspace}`, script);
      if (script !== "start") return undefined;
      return { environment: models ? { MODEL_DIR: path.join(sandbox, models) } : {} };
    },
  },
  {
    pattern: /^npm run (doctor|types|format)$/,
    run: ([script = ""]) => requireScript(".", script),
  },
  { pattern: /^npm ci$/, run: () => undefined },
  {
    pattern: /^mkdir -p (\.workshop\/[\w./-]+)$/,
    run([folder = ""], sandbox) {
      mkdirSync(path.join(sandbox, folder), { recursive: true });
      return undefined;
    },
  },
  {
    pattern: /^cp -R ([\w./ -]+) (\.workshop\/[\w./-]+)$/,
    run([from = "", to = ""], sandbox) {
      for (const each of from.split(" ")) {
        const target = path.join(sandbox, to, path.basename(each));
        cpSync(path.join(ROOT, each), target, { recursive: true });
      }
      return undefined;
    },
  },
  {
    pattern: /^echo >> (\.workshop\/[\w./-]+)$/,
    run([file = ""], sandbox) {
      readFileSync(path.join(sandbox, file));
      appendFileSync(path.join(sandbox, file), "\n");
      return undefined;
    },
  },
];

/**
 * Does what a command of a lesson does, or looks that it can be done.
 * @param sandbox the folder that stands for the learner's root wherever files are written
 * @throws Error for a command that is not known, or cannot work
 */
export function runCommand(command: string, sandbox: string): Start | undefined {
  for (const { pattern, run } of KINDS) {
    const found = pattern.exec(command);
    if (found) return run(found.slice(1), sandbox);
  }
  throw new Error(`not a command that lessons use: ${command}`);
}

function grader(number: string, args: readonly string[]): undefined {
  const exercise = findExercise(number);
  if (!exercise) throw new Error(`no exercise ${number} of ${EXERCISES.length}`);
  const behind = args[0] === "--" ? args.slice(1) : args;
  if (args.some((arg) => arg.startsWith("--")) && args[0] !== "--") {
    throw new Error(`npm keeps ${args.join(" ")} for itself without --`);
  }
  const options = parseOptions(behind, {});
  selectChecks(exercise, options);
  const [name, ...rest] = options.words;
  const word = WORDS.find((each) => each.name === name);
  if (name !== undefined && (!word || rest.length > word.most)) {
    throw new Error(`npm run exercise has no ${options.words.join(" ")}`);
  }
  return undefined;
}

function requireScript(folder: string, script: string): undefined {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8"));
  if (typeof scripts?.[script] !== "string") throw new Error(`${folder} has no script ${script}`);
  return undefined;
}
