/** How a container's main process ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  readonly oomKilled: boolean;
}

const SIGNALS: Readonly<Record<number, string>> = {
  1: "SIGHUP",
  2: "SIGINT",
  3: "SIGQUIT",
  4: "SIGILL",
  6: "SIGABRT",
  8: "SIGFPE",
  9: "SIGKILL",
  11: "SIGSEGV",
  13: "SIGPIPE",
  15: "SIGTERM",
};

/** An exit code as it is told to people, with what it stands for. */
export function exitWords({ exitCode, oomKilled }: ContainerEnd): string {
  if (oomKilled) return `exit code ${exitCode} (out of memory: the kernel killed it at its limit)`;
  const meaning = meaningOf(exitCode);
  return `exit code ${exitCode}${meaning ? ` (${meaning})` : ""}`;
}

function meaningOf(code: number): string | undefined {
  if (code === 125) return "the engine could not run it";
  if (code === 126) return "the command is not executable";
  if (code === 127) return "the command was not found";
  if (code > 128) return SIGNALS[code - 128] && `ended by ${SIGNALS[code - 128]}`;
  return undefined;
}
