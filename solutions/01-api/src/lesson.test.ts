import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { folderOf, lessonLink } from "../../../grader/src/course/exercises.ts";
import { LIMITS } from "../../../grader/src/latency/limits.ts";
import { anchorsOf, proseOf } from "./testing/lesson/blocks.ts";
import { EXERCISE, LESSON } from "./testing/lesson/lesson.ts";

it("has a heading where each of the grader's links leads", () => {
  const file = `exercises/${EXERCISE.folder}/README.md`;
  expect(anchorsOf(LESSON).map((anchor) => `${file}#${anchor}`)).toEqual(
    expect.arrayContaining(EXERCISE.steps.map(({ number }) => lessonLink(EXERCISE, number))),
  );
  expect(LESSON.match(/^## Step .*$/gm)).toEqual(
    EXERCISE.steps.map(({ number, title }) => `## Step ${number}: ${title}`),
  );
});

it.each(EXERCISE.steps)("gives step $number its minutes, its points, and every check", (step) => {
  const section = LESSON.split(/^## /m).find((each) => each.startsWith(`Step ${step.number}:`));
  const checks = EXERCISE.checks.filter((check) => check.step === step.number);
  const points = checks.reduce((sum, check) => sum + check.points, 0);
  expect(section).toContain(`\n*${step.minutes} minutes, ${points} points.* `);
  const rows = [...(section ?? "").matchAll(/^\| `([a-z-]+)` \| (\d+) \| \S/gm)];
  expect(rows.map(([, id, worth]) => [id, Number(worth)])).toEqual(
    checks.map((check) => [check.id, check.points]),
  );
});

it("gives the sums", () => {
  const minutes = EXERCISE.steps.reduce((sum, step) => sum + step.minutes, 0);
  const points = EXERCISE.checks.reduce((sum, check) => sum + check.points, 0);
  expect(LESSON).toContain(`\n${minutes} minutes · ${points} points · `);
});

it("gives the grader's limits on latency", () => {
  const row = /^\| `latency`.*$/m.exec(LESSON)?.[0];
  expect(row).toContain(`p95 at most ${LIMITS.ratio} times the solution's`);
  expect(row).toContain(`${LIMITS.alwaysAllowedMs} ms always pass`);
  expect(row).toContain(`${LIMITS.neverPassesMs} ms never do`);
  expect(row).toContain(`p99 under ${LIMITS.p99Ms} ms`);
});

it.each(["exercises", "solutions"] as const)("%s: every link leads somewhere", (of) => {
  const folder = folderOf(EXERCISE, of);
  const text = readFileSync(path.join(folder, "README.md"), "utf8");
  for (const [, link = ""] of proseOf(text).matchAll(/\]\(([^)]+)\)/g)) {
    if (link.startsWith("https://")) continue;
    const [file = "", anchor] = link.split("#");
    const target = path.join(folder, file || "README.md");
    expect(existsSync(target), link).toBe(true);
    if (anchor) expect(anchorsOf(readFileSync(target, "utf8")), link).toContain(anchor);
  }
});
