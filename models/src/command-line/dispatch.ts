import { ModelLoadError } from "@workshop/serving/model-loader";
import { didYouMean } from "@workshop/serving/suggestion";
import { COMMANDS } from "../commands/index.ts";
import { UserError } from "../user-error.ts";
import { table } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** Carries out one command line of `npm run models -- …`. Returns the exit code. */
export async function dispatch(argv: string[], terminal: Terminal): Promise<number> {
  const [verb = "--help", ...rest] = argv;
  if (["--help", "-h", "help"].includes(verb)) {
    (argv.length > 0 ? terminal.out : terminal.err)(help());
    return argv.length > 0 ? 0 : 2;
  }
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (!command) {
    const suggestion = didYouMean(verb, Object.keys(COMMANDS));
    terminal.err(
      `Expected a command, found "${verb}".${suggestion} npm run models -- --help lists them.\n`,
    );
    return 2;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ModelLoadError)) throw error;
    terminal.err(`${error.message}\n`);
    return error instanceof UserError ? error.exitCode : 1;
  }
}

function help(): string {
  const rows = Object.values(COMMANDS).map(({ usage, summary }) => ["", usage, summary]);
  return (
    `usage: npm run models -- COMMAND …\n\n${table(rows)}\n` +
    "V is an alias (champion), a version (v1.1.0) or a semver range (^1).\n" +
    "npm run models -- COMMAND --help says more. Exit codes: 0 done, 1 refused or failed, 2 a wrong\n" +
    "command line.\n\nexample: npm run models -- show champion\n"
  );
}
