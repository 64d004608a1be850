import { UserError } from "../user-error.ts";
import { MODELS } from "./paths.ts";
import { lastLine, run } from "./run.ts";

const OLDEST_MINOR = 10;
const PRINT_VERSION = "import sys; print('%d.%d.%d' % sys.version_info[:3])";

/** An interpreter: the words that start it, and its version. */
export interface Python {
  command: string[];
  version: string;
}

/**
 * The first Python 3.10 or newer among python3, python and py -3; WORKSHOP_PYTHON alone where set.
 * @throws UserError naming what was tried.
 */
export async function findPython(env: NodeJS.ProcessEnv): Promise<Python> {
  const named = env.WORKSHOP_PYTHON;
  const candidates = named ? [[named]] : [["python3"], ["python"], ["py", "-3"]];
  const found: string[] = [];
  for (const command of candidates) {
    const { code, stdout } = await run([...command, "-c", PRINT_VERSION], { cwd: MODELS, env });
    const version = stdout.trim();
    if (code === 0 && isNewEnough(version)) return { command, version };
    found.push(`${command.join(" ")} ${version ? `is ${lastLine(version)}` : "does not run"}`);
  }
  throw new UserError(
    `Expected Python 3.${OLDEST_MINOR} or newer, found none (${found.join(", ")}): ` +
      "install it from https://www.python.org, or name one by WORKSHOP_PYTHON.",
  );
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 3 && minor >= OLDEST_MINOR;
}
