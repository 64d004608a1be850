import path from "node:path";
import { parseArgs } from "node:util";
import { dataFolder } from "../data/folder.ts";
import { MODELS } from "../train/paths.ts";
import { UserError } from "../user-error.ts";

/** The file that is committed: its ages, genders and occupations are drawn. */
export const COMMITTED = path.join(MODELS, "feature-store", "movielens-100k.bin");
/** Where the exact one goes; git ignores it. */
export const EXACT = path.resolve(MODELS, "../.workshop/feature-store/movielens-100k.bin");

export const HELP = `usage: npm run models:snapshot -- [options]

Builds the feature store from your copy of MovieLens 100k, with all its ratings as history.

  --data DIR     folder with u.data, u.user and u.item (default: WORKSHOP_DATA, or
                 .workshop/data/ml-100k, where npm run data -- ml-100k.zip puts them)
  --out FILE     where it goes (default: .workshop/feature-store/movielens-100k.bin; with
                 --synthetic models/feature-store/movielens-100k.bin)
  --synthetic    draw the users' ages, genders and occupations at random, as in the file that
                 comes with the repository: the result is that file, byte for byte
  --force        replace another file that is already there
  --help         print this

Without --synthetic the file holds what the data's licence forbids passing on: keep it to yourself.
`;

/** What the command line asks for; paths are absolute. */
export interface Options {
  help: boolean;
  data: string;
  out: string;
  synthetic: boolean;
  force: boolean;
}

/** @throws UserError with exit code 2. */
export function parseOptions(argv: string[], env: NodeJS.ProcessEnv): Options {
  const { data, out, synthetic, force, help } = parse(argv);
  return {
    help,
    data: dataFolder(data, env),
    out: path.resolve(out || (synthetic ? COMMITTED : EXACT)),
    synthetic,
    force,
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        data: { type: "string" },
        out: { type: "string" },
        synthetic: { type: "boolean", default: false },
        force: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new UserError(`${reason}: npm run models:snapshot -- --help lists the options.`, 2);
  }
}
