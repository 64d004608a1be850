import { type ExecFileException, execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { ROOT } from "../../../src/course/root.ts";

const COPIED = ["package.json", "grader", "shared", "models", "exercises", "solutions"];
const LEFT_OUT = new Set(["node_modules", ".venv", "__pycache__", ".workshop", "proof", "bench"]);

/** A copy of this repository that may be spoilt. */
export interface Scratch extends AsyncDisposable {
  readonly root: string;
  /** Puts a hostile submission in the place of the learner's files. */
  submit(folder: string): Promise<void>;
  /** Runs `npm run exercise …` there. */
  exercise(...args: string[]): Promise<Ended>;
}

/** How a command ended, by its exit code or by a signal, and what it printed. */
interface Ended {
  end: number | NodeJS.Signals;
  stdout: string;
  stderr: string;
}

export async function copyRepository(): Promise<Scratch> {
  const root = await mkdtemp(path.join(tmpdir(), "workshop-scratch-"));
  const filter = (source: string) => !LEFT_OUT.has(path.basename(source));
  for (const name of COPIED) {
    await cp(path.join(ROOT, name), path.join(root, name), { recursive: true, filter });
  }
  await symlink(path.join(ROOT, "node_modules"), path.join(root, "node_modules"), "junction");
  return {
    root,
    async submit(folder) {
      const place = path.join(root, "exercises", "01-api");
      await rm(place, { recursive: true, force: true });
      await cp(folder, place, { recursive: true });
    },
    exercise(...args) {
      const words = ["grader/launch.js", "grader/src/cli.ts", "exercise", ...args];
      const { promise, resolve } = Promise.withResolvers<Ended>();
      const done = (error: ExecFileException | null, stdout: string, stderr: string) => {
        resolve({ end: error?.signal ?? Number(error?.code ?? 0), stdout, stderr });
      };
      execFile(process.execPath, words, { cwd: root, env: { PATH: process.env.PATH } }, done);
      return promise;
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
