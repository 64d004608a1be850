import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { ROOT } from "../course/root.ts";

const COPIED = ["exercises", "grader", "models", "shared", "solutions", "package.json"];
const LEFT_OUT = new Set(["node_modules", ".venv", ".workshop", "bench"]);

/** How a command ended, and what it printed. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A copy of this repository, as a git checkout, in which commands can change files. */
export class RepositoryCopy {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** `name` lets the copy's path have spaces and letters beyond ASCII. */
  static async make(name = "workshop"): Promise<RepositoryCopy> {
    const parent = await mkdtemp(path.join(tmpdir(), "workshop-copy-"));
    const copy = new RepositoryCopy(path.join(parent, name));
    for (const entry of COPIED) {
      await cp(path.join(ROOT, entry), path.join(copy.folder, entry), {
        recursive: true,
        filter: (source) => !LEFT_OUT.has(path.basename(source)),
      });
    }
    await symlink(path.join(ROOT, "node_modules"), path.join(copy.folder, "node_modules"));
    copy.#git("init", "-q");
    copy.#git("add", "exercises");
    const who = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
    copy.#git(...who, "commit", "-qm", "released");
    return copy;
  }

  path(...parts: string[]): string {
    return path.join(this.folder, ...parts);
  }

  /** Starts `npm run exercise …` as npm does, without npm. */
  start(
    words: readonly string[],
    env: NodeJS.ProcessEnv = {},
    options: { uid?: number; gid?: number; detached?: boolean } = {},
  ): ChildProcess {
    const { npm_lifecycle_event: _event, NO_COLOR: _colour, ...inherited } = process.env;
    return spawn(process.execPath, ["grader/launch.js", "grader/src/cli.ts", ...words], {
      cwd: this.folder,
      env: { ...inherited, ...env },
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Runs it to its end. */
  run(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return finished(this.start(words, env));
  }

  async remove(): Promise<void> {
    await rm(path.dirname(this.folder), { recursive: true, force: true });
  }

  #git(...words: string[]): void {
    const { status, stderr } = spawnSync("git", words, { cwd: this.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${words[0]} failed: ${stderr}`);
  }
}

/** Collects what a process prints until it ends. */
export function finished(child: ChildProcess): Promise<Finished> {
  const { promise, resolve } = Promise.withResolvers<Finished>();
  const result: Finished = { code: null, stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    result.stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    result.stderr += text;
  });
  child.on("close", (code) => resolve({ ...result, code }));
  return promise;
}
