import { spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { ROOT } from "../../../course/root.ts";
import { UserError } from "../../../usage-error.ts";
import { EXIT, type Word } from "../word.ts";

export const diff: Word = {
  name: "diff",
  usage: "[FILE]",
  summary: "your files against the solution's",
  example: "npm run exercise 1 diff src/app.ts",
  most: 1,
  async run({ exercise, rest: [file = ""], out }) {
    // Both sides are named from the root, so that the output shows whose is whose.
    const sides = ["exercises", "solutions"].map((of) => {
      const folder = `${of}/${exercise.folder}`;
      return file ? path.posix.join(folder, file.split(path.sep).join("/")) : `${folder}/src`;
    });
    const colour = process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never";
    const words = ["diff", "--no-index", `--color=${colour}`, "--", ...sides];
    const { status, stdout, stderr, error } = spawnSync("git", words, {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 50_000_000,
    });
    if (error)
      throw new UserError("diff needs git on the PATH; install it from https://git-scm.com.");
    if (status !== null && status > 1) {
      throw new UserError(`There is nothing to compare: ${stderr.trim().split("\n")[0]}.`);
    }
    out(stdout || "No difference.\n");
    return EXIT.allPoints;
  },
};
