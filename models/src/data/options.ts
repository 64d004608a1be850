import path from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../user-error.ts";
import { DOWNLOAD } from "./published.ts";

export const HELP = `usage: npm run data [-- ml-100k.zip | FOLDER]

MovieLens 100k: where to get it, whether it is there, and whether it is the published one. Only
training and rebuilding the feature store need it.

  (nothing)      tells where it is and checks it (WORKSHOP_DATA, or .workshop/data/ml-100k)
  ml-100k.zip    checks the zip and unpacks it into .workshop/data/ml-100k
  FOLDER         checks a folder
  --help         print this

Get it from ${DOWNLOAD}
Exit codes: 0 it is there and as published, 1 it is not, 2 a wrong command line.
`;

/** What the command line asks for; `source` is absolute, or undefined for the usual folder. */
export interface Options {
  help: boolean;
  source: string | undefined;
}

/** @throws UserError with exit code 2. */
export function parseOptions(argv: string[]): Options {
  const { values, positionals } = parse(argv);
  const [source, surplus] = positionals;
  if (surplus !== undefined) {
    throw new UserError(
      `Expected one zip or folder, found also "${surplus}": npm run data -- --help says more.`,
      2,
    );
  }
  return { help: values.help, source: source && path.resolve(source) };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h", default: false } },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new UserError(`${reason}: npm run data -- --help says more.`, 2);
  }
}
