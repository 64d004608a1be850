import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { EXERCISES, folderOf } from "../../grader/src/course/exercises.ts";
import { LIMITS } from "../../grader/src/latency/limits.ts";

const exercise = EXERCISES.find(({ slug }) => slug === "docker");
if (!exercise) throw new Error("There is no exercise docker.");
const { steps, checks } = exercise;
const folder = folderOf(exercise, "exercises");
const lesson = readFileSync(path.join(folder, "README.md"), "utf8");
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

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

it("gives the grader's limits on latency", () => {
  const row = /^\| `latency`.*$/m.exec(lesson)?.[0];
  expect(row).toContain(`p95 at most ${LIMITS.ratio} times the reference's`);
  expect(row).toContain(`${LIMITS.alwaysAllowedMs} ms always pass`);
  expect(row).toContain(`p99 under ${LIMITS.p99Ms} ms`);
});

it.each(["exercises", "solutions"] as const)("%s: every link leads to a file", (of) => {
  const at = folderOf(exercise, of);
  const text = readFileSync(path.join(at, "README.md"), "utf8");
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
  const own = links.filter((link) => !link.startsWith("https://"));
  expect(own.filter((link) => !existsSync(path.join(at, link)))).toEqual([]);
  expect(own.length).toBeGreaterThan(0);
});
