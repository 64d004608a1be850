import { EXERCISES, folderOf } from "../../src/course/exercises.ts";
import { grade } from "../../src/grade/grade.ts";
import { consoleReport } from "../../src/report/console.ts";
import { plainStyle } from "../../src/terminal/style.ts";
import { sampleCheck } from "../../src/testing/sample-check.ts";

// Everything a grading does besides its checks.
const [first] = EXERCISES;
if (first) {
  const exercise = { ...first, checks: [sampleCheck("nothing")] };
  const result = await grade({
    exercise,
    folder: folderOf(exercise, "solutions"),
    seed: 1,
    underLoad: false,
    signal: new AbortController().signal,
  });
  process.stdout.write(consoleReport(exercise, result, plainStyle()));
}
