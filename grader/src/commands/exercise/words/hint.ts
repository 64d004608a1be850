import { didYouMean } from "@workshop/serving/suggestion";
import type { AnyCheck } from "../../../checks/check.ts";
import { type Exercise, lessonLink } from "../../../course/exercises.ts";
import { afterHint, progressOf } from "../../../progress/progress.ts";
import { readProgress, updateProgress } from "../../../progress/progress-file.ts";
import { labelled } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { EXIT, type Word } from "../word.ts";

function named(exercise: Exercise, id: string): AnyCheck {
  const found = exercise.checks.find((check) => check.id === id);
  if (found) return found;
  const near = didYouMean(
    id,
    exercise.checks.map((check) => check.id),
  );
  throw new UsageError(`Exercise ${exercise.number} has no check ${JSON.stringify(id)}.${near}`);
}

export const hint: Word = {
  name: "hint",
  usage: "[CHECK]",
  summary: "a hint for the check you are at, or the one you name; one more each time",
  example: "npm run exercise 1 hint",
  most: 1,
  async run({ exercise, rest: [wanted], style, out, err }) {
    const say = (line: string) => err(`${line}\n`);
    const { checks } = progressOf(await readProgress(say), exercise.slug);
    const check =
      wanted === undefined
        ? (exercise.checks.find(({ id }) => checks[id]?.verdict === "failed") ??
          exercise.checks.find(({ id }) => checks[id] === undefined))
        : named(exercise, wanted);
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
    ).catch(({ code, message }: NodeJS.ErrnoException) =>
      say(`That this hint was shown was not kept in .workshop: ${code ?? message}.`),
    );
    return EXIT.allPoints;
  },
};
