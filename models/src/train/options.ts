import path from "node:path";
import { parseArgs } from "node:util";
import { dataFolder } from "../data/folder.ts";
import { UserError } from "../user-error.ts";
import { RELEASES } from "./paths.ts";

export const HELP = `usage: npm run models:train -- [options]

Trains a version on your copy of MovieLens 100k and writes its release: model.txt, model.onnx,
metadata.json, golden.json, reference.json and MODEL_CARD.md.

  --data DIR      folder with u.data, u.user and u.item (default: WORKSHOP_DATA, or
                  .workshop/data/ml-100k, where npm run data -- ml-100k.zip puts them)
  --version V     v1.1.0 (default) or v1.0.0
  --out DIR       folder of releases; the release goes to DIR/V (default: models/releases)
  --force         replace a release that is already there
  --setup         make the Python environment, and nothing else
  --help          print this

example: npm run models:train -- --data ml-100k --version v1.1.0 --out my-releases

It needs Python 3.10 or newer (WORKSHOP_PYTHON names one) and, the first time, the network: about
100 MB of packages, which unpack to 450 MB in models/training/.venv.
SOURCE_DATE_EPOCH (seconds) is written as the time of training where it is set.
`;

/** What the command line asks for. */
export interface Options {
  help: boolean;
  setup: boolean;
  data: string;
  version: string;
  out: string;
  force: boolean;
}

/**
 * Reads the command line; paths come back absolute.
 * @throws UserError with exit code 2.
 */
export function parseOptions(argv: string[], env: NodeJS.ProcessEnv): Options {
  const { data, version, out, force, setup, help } = parse(argv);
  if (!/^v\d+\.\d+\.\d+$/.test(version)) {
    throw new UserError(
      `Expected --version to look like v1.1.0, found "${version}": npm run models:train -- --help lists the versions.`,
      2,
    );
  }
  return { help, setup, data: dataFolder(data, env), version, out: path.resolve(out), force };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        data: { type: "string" },
        version: { type: "string", default: "v1.1.0" },
        out: { type: "string", default: RELEASES },
        force: { type: "boolean", default: false },
        setup: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new UserError(`${reason}: npm run models:train -- --help lists the options.`, 2);
  }
}
