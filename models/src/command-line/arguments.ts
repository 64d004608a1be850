import { type ParseArgsConfig, parseArgs } from "node:util";
import { didYouMean } from "@workshop/serving/suggestion";
import { UserError } from "../user-error.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

interface Shape<O extends Options> {
  /** The verb, for messages. */
  verb: string;
  options: O;
  /** Names of the words that must and may follow the verb. */
  required?: readonly string[];
  optional?: readonly string[];
}

const COMMON = {
  dir: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/**
 * Reads the words behind a verb; `--dir` and `--help` are taken by every verb.
 * @throws UserError with exit code 2.
 */
export function parseArguments<const O extends Options>(argv: string[], shape: Shape<O>) {
  const { verb, required = [], optional = [] } = shape;
  const help = `npm run models -- ${verb} --help says more.`;
  const options = { ...shape.options, ...COMMON };
  const { values, positionals } = attempt(
    () => parseArgs({ args: argv, options, allowPositionals: true }),
    Object.keys(options),
    help,
  );
  if ("help" in values && values.help) return { values, words: positionals };
  const missing = required[positionals.length];
  if (missing) {
    throw new UserError(`Expected ${missing} after ${verb}, found nothing. ${help}`, 2);
  }
  const surplus = positionals[required.length + optional.length];
  if (surplus !== undefined) {
    const most = [...required, ...optional].join(" ") || "nothing";
    throw new UserError(`Expected ${most} after ${verb}, found also "${surplus}". ${help}`, 2);
  }
  return { values, words: positionals };
}

function attempt<T>(parse: () => T, known: string[], help: string): T {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
    const unknown = /Unknown option '-*([^']*)'/.exec(reason)?.[1];
    const suggestion = unknown ? didYouMean(unknown, known).replace(/"(.*)"/, "--$1") : "";
    throw new UserError(`${reason}.${suggestion} ${help}`, 2);
  }
}
