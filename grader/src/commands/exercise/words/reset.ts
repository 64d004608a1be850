import { spawnSync } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { folderOf } from "../../../course/exercises.ts";
import { ROOT, STATE } from "../../../course/root.ts";
import { starterFiles } from "../../../course/starter-files.ts";
import { filesOf } from "../../../grade/folder-digest.ts";
import { UserError } from "../../../usage-error.ts";
import { EXIT, type Word } from "../word.ts";

const LESSON = "README.md";

export const reset: Word = {
  name: "reset",
  usage: "[FILE]",
  summary: "put the starter back (asks first, keeps a backup and says where)",
  example: "npm run exercise 1 reset src/app.ts",
  most: 1,
  async run({ exercise, options, rest: [file], out }) {
    const folder = folderOf(exercise, "exercises");
    const inside = `exercises/${exercise.folder}`;
    const blobs = await starterFiles(exercise);
    const released = Object.keys(blobs);
    const wanted =
      file === undefined ? released : released.filter((each) => each === slashed(file));
    if (wanted.length === 0) {
      throw new UserError(
        `The starter has no file ${JSON.stringify(file)}; it has ${released.join(", ")}.`,
      );
    }
    const starter = wanted.map((name) => [name, blob(blobs[name] ?? "")] as const);
    const added = file === undefined ? await addedFiles(folder, released) : [];
    const what = file ?? `${inside} (${wanted.length} files)`;
    if (!options.yes && !(await confirmed(`Put the starter of ${what} back?`))) {
      out("Nothing was changed.\n");
      return EXIT.pointsLost;
    }
    const backup = path.join(
      STATE,
      "backups",
      `${exercise.folder}-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`,
    );
    await mkdir(path.dirname(backup), { recursive: true });
    await cp(folder, backup, {
      recursive: true,
      filter: (source) => path.basename(source) !== "node_modules",
    });
    for (const [name, bytes] of starter) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), bytes);
    }
    for (const each of added) await rm(path.join(folder, each));
    const removed =
      added.length > 0 ? ` Files of your own were taken out: ${added.join(", ")}.` : "";
    out(`The starter is back.${removed}\nYour files are kept in ${path.relative(ROOT, backup)}\n`);
    return EXIT.allPoints;
  },
};

function slashed(file: string): string {
  return path.normalize(file).split(path.sep).join("/");
}

async function addedFiles(folder: string, released: readonly string[]): Promise<string[]> {
  const known = new Set(released);
  return (await filesOf(folder)).filter((file) => file !== LESSON && !known.has(file));
}

/** The bytes git keeps under an id. */
function blob(id: string): Buffer {
  const words = ["cat-file", "blob", id];
  const { status, stdout, error } = spawnSync("git", words, { cwd: ROOT, maxBuffer: 50_000_000 });
  if (error || status !== 0) {
    throw new UserError(
      "reset takes the starter from git, which does not have it here: clone the repository with git.",
    );
  }
  return stdout;
}

async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UserError(
      "reset asks before it changes anything; without a terminal, pass -- --yes.",
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
