import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeAtomically } from "../../../progress/progress-file.ts";
import { lastResult, resultFile } from "../../../result/last-result.ts";
import { UserError } from "../../../usage-error.ts";
import { EXIT, type Word } from "../word.ts";

export const report: Word = {
  name: "report",
  usage: "",
  summary: "a page with plots, made from your last result",
  example: "npm run exercise 1 report",
  most: 0,
  async run({ exercise, out }) {
    const result = await lastResult(exercise.slug);
    if (!result) {
      throw new UserError(
        `There is no result of exercise ${exercise.number} yet: run npm run exercise ${exercise.number} first.`,
      );
    }
    const file = path.join(path.dirname(resultFile(exercise.slug)), "report.html");
    const { htmlReport } = await import("../../../report/html.ts");
    await writeAtomically(file, htmlReport(exercise, result));
    out(`${pathToFileURL(file).href}\n`);
    return EXIT.allPoints;
  },
};
