import type { Exercise } from "../course/exercises.ts";
import { type Progress, progressOf } from "../progress/progress.ts";
import type { Style } from "../terminal/style.ts";

/** Where am I: every exercise with its minutes and points, the steps of the one at hand, what is next. */
export function overview(exercises: readonly Exercise[], progress: Progress, style: Style): string {
  const longest = Math.max(...exercises.map(({ title }) => title.length));
  const rows = exercises.map((exercise) => {
    const { number, title, minutes, checks } = exercise;
    const state = checks.length > 0 ? points(exercise, progress) : "in preparation";
    return `  ${number}  ${title.padEnd(longest)}  ${String(minutes).padStart(3)} min  ${state}`;
  });
  const current = exercises.find(
    (exercise) => exercise.checks.length > 0 && open(exercise, progress).length > 0,
  );
  return `${[...rows, "", ...next(current, progress, style)].join("\n")}\n`;
}

/** Points of the checks that have passed at their last look. */
function earned({ checks, slug }: Exercise, progress: Progress): number {
  const known = progressOf(progress, slug).checks;
  return checks
    .filter(({ id }) => known[id]?.verdict === "passed")
    .reduce((sum, { points }) => sum + points, 0);
}

function points(exercise: Exercise, progress: Progress): string {
  const runs = progressOf(progress, exercise.slug).runs;
  return runs === 0 ? "not begun" : `${earned(exercise, progress)} of 100 points`;
}

function open({ checks, slug }: Exercise, progress: Progress): Exercise["checks"] {
  const known = progressOf(progress, slug).checks;
  return checks.filter(({ id }) => known[id]?.verdict !== "passed");
}

function next(current: Exercise | undefined, progress: Progress, style: Style): string[] {
  if (!current) return ["Every check of every exercise that is there has passed."];
  const { number, folder, steps, checks, slug } = current;
  if (progressOf(progress, slug).runs === 0) {
    return [
      style.strong(`Next: read exercises/${folder}/README.md, then npm run exercise ${number}`),
    ];
  }
  const left = open(current, progress);
  const lines = steps.map((step) => {
    const of = checks.filter((check) => check.step === step.number);
    const missing = of.filter((check) => left.includes(check));
    const state =
      missing.length === 0 ? "done" : `${of.length - missing.length} of ${of.length} checks`;
    return `     step ${step.number}  ${step.title.padEnd(30)}  ${state}`;
  });
  const [first] = left;
  return [
    style.strong(`Exercise ${number}`),
    ...lines,
    "",
    `Next: step ${first?.step}, ${first?.title} (npm run exercise ${number})`,
  ];
}
