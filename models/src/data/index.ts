import { stat } from "node:fs/promises";
import { TERMINAL, type Terminal } from "../command-line/terminal.ts";
import { UserError } from "../user-error.ts";
import { DATA_FOLDER, dataFolder } from "./folder.ts";
import { HELP, parseOptions } from "./options.ts";
import { CITATION, DOWNLOAD } from "./published.ts";
import { unpack } from "./unpack.ts";
import { readVerified } from "./verify.ts";

const ABOUT = `MovieLens 100k: 100,000 ratings by 943 users of 1,682 movies, collected by GroupLens.
Its licence forbids passing it on, so bring your own copy: download
  ${DOWNLOAD}
and run npm run data -- ml-100k.zip
To cite: ${CITATION}

`;

/**
 * `models data`: tells where MovieLens 100k is, checks it, or unpacks it. Returns the exit code.
 * @param folder where a zip is unpacked to
 */
export async function data(
  argv: string[],
  terminal: Terminal = TERMINAL,
  folder = DATA_FOLDER,
): Promise<number> {
  try {
    const { help, source } = parseOptions(argv);
    if (help) {
      terminal.out(HELP);
      return 0;
    }
    if (source === undefined) terminal.out(ABOUT);
    const place = source ?? dataFolder(undefined, terminal.env);
    if (source !== undefined && (await isFile(source))) {
      await unpack(source, folder);
      terminal.out(`Unpacked to ${folder}: the published files.\n`);
    } else {
      await readVerified(place);
      terminal.out(`${place} holds the published files.\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.err(`${error.message}\n`);
    return error.exitCode;
  }
}

/** Whether it is a file: anything else is checked as a folder. */
async function isFile(source: string): Promise<boolean> {
  try {
    return (await stat(source)).isFile();
  } catch {
    throw new UserError(
      `Expected a zip or a folder at ${source}, found nothing: download ${DOWNLOAD} and name it.`,
    );
  }
}
