import type { Terminal } from "./terminal.ts";

/** One verb of `npm run models`. */
export interface Command {
  /** For the list of commands: the arguments it takes, and what it does. */
  usage: string;
  summary: string;
  /** Returns the exit code: 0 done, 1 refused or failed, 2 a wrong command line. */
  run: (argv: string[], terminal: Terminal) => Promise<number>;
}
