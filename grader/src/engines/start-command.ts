import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../course/root.ts";

/** What `npm start` would run in a folder. */
export interface StartCommand {
  readonly words: readonly string[];
  /** The script needs a shell: it has quotes, variables or several commands. */
  readonly shell: boolean;
}

/** A folder that npm could not start, in words for its owner. */
export class NoStartScript extends Error {
  override readonly name = "NoStartScript";
}

const LARGEST_MANIFEST = 1_000_000;
const LONGEST_SCRIPT = 10_000;
/** What a shell would act on; an equals sign only in the first word, where it sets a variable. */
const SHELL = /[|&;<>()$`\\"'*?[\]#~%!\n{}]|^\s*[^\s=]+=/;

/**
 * Reads the start script of a folder's package.json. A plain command runs without a shell, so that
 * its signals and its exit code are its own.
 * @throws NoStartScript
 */
export function startCommand(folder: string): StartCommand {
  const { scripts } = (readManifest(path.join(folder, "package.json")) ?? {}) as {
    scripts?: { start?: unknown };
  };
  const script = scripts?.start;
  if (typeof script !== "string" || script.trim() === "") {
    throw new NoStartScript('package.json has no "start" script');
  }
  if (script.length > LONGEST_SCRIPT || script.includes("\0")) {
    throw new NoStartScript('the "start" script of package.json is no command');
  }
  const shell = process.platform === "win32" || SHELL.test(script);
  return { words: shell ? [script] : script.trim().split(/\s+/), shell };
}

function readManifest(file: string): unknown {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new NoStartScript("package.json cannot be read: no such file");
  // Reading a pipe or a device would never end.
  if (!found.isFile() || found.size > LARGEST_MANIFEST) {
    throw new NoStartScript("package.json cannot be read: it is no file, or a very large one");
  }
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new NoStartScript("package.json cannot be read: not JSON");
  }
}

/** PATH as npm has it: the tools of the project first, then this Node, then the user's. */
export function npmPath(folder: string): string {
  const own = [folder, ROOT].map((each) => path.join(each, "node_modules", ".bin"));
  const user = process.env.PATH ?? process.env.Path ?? "";
  return [...own, path.dirname(process.execPath), user].join(path.delimiter);
}
