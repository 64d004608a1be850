import { lessonLink } from "../../../course/exercises.ts";
import { afterHint, progressOf } from "../../../progress/progress.ts";
import { readProgress, updateProgress } from "../../../progress/progress-file.ts";
import { labelled } from "../../../terminal/wrap.ts";
import { EXIT, type Word } from "../word.ts";

export const hint: Word = {
  name: "hint",
  usage: "",
  summary: "a hint for the check you are at; one more each time, the last nearly gives it away",
  example: "npm run exercise 1 hint",
  most: 0,
  async run({ exercise, style, out, err }) {
    const say = (line: string) => err(`${line}\n`);
    const { checks } = progressOf(await readProgress(say), exercise.slug);
    const check =
      exercise.checks.find(({ id }) => checks[id]?.verdict === "failed") ??
      exercise.checks.find(({ id }) => checks[id] === undefined);
    if (!check) {
      out("Every check has passed: no hint is needed.\n");
      return EXIT.allPoints;
    }
    const shown = Math.min((checks[check.id]?.hints ?? 0) + 1, check.hints.length);
    const lines = [
      style.strong(`${check.title} (${check.id}, step ${check.step})`),
      ...check.hints
        .slice(0, shown)
        .flatMap((text, index) => labelled(`  ${index + 1}  `, text, style.width, 5)),
      "",
      shown < check.hints.length
        ? `npm run exercise ${exercise.number} hint shows one more (${shown} of ${check.hints.length}).`
        : `That was the last one. npm run exercise ${exercise.number} diff compares with the solution.`,
      `The lesson: ${lessonLink(exercise, check.step)}`,
    ];
    out(`${lines.join("\n")}\n`);
    await updateProgress(
      (progress) => afterHint(progress, exercise.slug, check.id, new Date()),
      say,
    );
    return EXIT.allPoints;
  },
};
