import path from "node:path";
import { EXERCISES } from "../src/course/exercises.ts";

export const TABLE = path.join(import.meta.dirname, "README.md");

/** The generated document: which mutant shows that which check can fail, and what it costs. */
export function proofTable(): string {
  const sections = EXERCISES.filter(({ checks }) => checks.length > 0).map((exercise) => {
    const rows = exercise.checks.flatMap(({ id, step, points, mutants }) =>
      mutants.map(({ title }) => `| ${step} | \`${id}\` | ${title} | ${points} |`),
    );
    return [
      `## Exercise ${exercise.number}: ${exercise.title}`,
      "",
      "| Step | Check | Mutant: the solution, but it … | Points lost |",
      "|---|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return `# How the grader proves itself

\`npm run grader:proof\` grades every starter, every solution, other submissions that are as correct,
and for every check a mutant of the solution that must lose exactly that check's points: the check fails,
what depends on it is skipped, and everything else passes. For time, a check that starts a browser, or
takes a build or minutes of its own, is held against its own mutants alone; and in exercise 2 a mutant of
compose.yaml is graded by the checks of stacks, another by the rest. What needs a cluster is proved by
\`npm run grader:proof -- --cluster\`, and of exercise 3 what its files tell by the command alone; other
correct submissions are in [02-docker](02-docker/README.md) and [03-kubernetes](03-kubernetes/README.md).
\`plain\` is the same API on bare \`node:http\`, without the serving core, and \`hostile\` holds submissions
that cheat; \`npm test\` grades those.

This file is made by \`npm run grader:proof -- --write\`; a test holds it to the checks.

${sections.join("\n\n")}
`;
}
