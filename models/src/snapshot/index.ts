import { TERMINAL, type Terminal } from "../command-line/terminal.ts";
import { parseMovieLens } from "../data/movielens.ts";
import { readVerified } from "../data/verify.ts";
import { UserError } from "../user-error.ts";
import { buildSnapshot } from "./build.ts";
import { HELP, type Options, parseOptions } from "./options.ts";
import { writeSnapshot } from "./write-snapshot.ts";

/** `models snapshot`: builds the feature store from MovieLens 100k. Returns the exit code. */
export async function snapshot(argv: string[], terminal: Terminal = TERMINAL): Promise<number> {
  try {
    const options = parseOptions(argv, terminal.env);
    if (options.help) terminal.out(HELP);
    else await build(options, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.err(`${error.message}\n`);
    return error.exitCode;
  }
}

async function build({ data, out, synthetic, force }: Options, terminal: Terminal): Promise<void> {
  const movieLens = parseMovieLens(await readVerified(data));
  const written = await writeSnapshot(out, buildSnapshot(movieLens, synthetic), force);
  terminal.out(written ? `Wrote ${out}\n` : `Unchanged: ${out}\n`);
  if (!synthetic) terminal.out(`To serve with it, set FEATURE_STORE=${out}\n`);
}
