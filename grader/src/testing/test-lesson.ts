import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { EXERCISES, type Exercise, folderOf } from "../course/exercises.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** An exercise by its slug, with the text of its lesson. */
export function lessonOf(slug: string): { exercise: Exercise; lesson: string } {
  const exercise = EXERCISES.find((each) => each.slug === slug);
  if (!exercise) throw new Error(`There is no exercise ${slug}.`);
  const file = path.join(folderOf(exercise, "exercises"), "README.md");
  return { exercise, lesson: readFileSync(file, "utf8") };
}

/** Tests that a lesson has the grader's steps, minutes, points and checks, and links that lead somewhere. */
export function testLesson(slug: string): void {
  const { exercise, lesson } = lessonOf(slug);
  const { steps, checks } = exercise;

  it("has the grader's steps as headings, and the sums", () => {
    expect(lesson.match(/^## Step .*$/gm)).toEqual(
      steps.map(({ number, title }) => `## Step ${number}: ${title}`),
    );
    const minutes = sum(steps.map((step) => step.minutes));
    const points = sum(checks.map((check) => check.points));
    expect(lesson).toContain(`\n${minutes} minutes · ${points} points · `);
  });

  it.each(steps)("gives step $number its minutes, its points, and every check", (step) => {
    const section = lesson.split(/^## /m).find((each) => each.startsWith(`Step ${step.number}:`));
    const own = checks.filter((check) => check.step === step.number);
    const points = sum(own.map((check) => check.points));
    expect(section).toContain(`\n*${step.minutes} minutes, ${points} points.* `);
    const rows = [...(section ?? "").matchAll(/^\| `([a-z-]+)` \| (\d+) \| \S/gm)];
    expect(rows.map(([, id, worth]) => [id, Number(worth)])).toEqual(
      own.map((check) => [check.id, check.points]),
    );
  });

  it.each(["exercises", "solutions"] as const)("%s: every link leads to a file", (of) => {
    const at = folderOf(exercise, of);
    const text = readFileSync(path.join(at, "README.md"), "utf8");
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
    const own = links.filter((link) => !link.startsWith("https://"));
    const gone = own.filter((link) => !existsSync(path.join(at, link.replace(/#.*/, ""))));
    expect(gone).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });
}
