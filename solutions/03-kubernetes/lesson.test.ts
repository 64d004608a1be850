import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { EXERCISES, folderOf } from "../../grader/src/course/exercises.ts";

const exercise = EXERCISES.find(({ slug }) => slug === "kubernetes");
if (!exercise) throw new Error("There is no exercise kubernetes.");
const { steps, checks } = exercise;
const folder = (of: "exercises" | "solutions") => folderOf(exercise, of);
const lesson = readFileSync(path.join(folder("exercises"), "README.md"), "utf8");
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

it("begins with the manifest of slide 14", () => {
  const starter = readFileSync(path.join(folder("exercises"), "base", "deployment.yaml"), "utf8");
  expect(starter).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: model-api
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: api
        image: my-registry/model-api:latest
        ports:
        - containerPort: 8000
`);
});

it("gives the solution the same users as the exercise", () => {
  const [own, given] = (["solutions", "exercises"] as const).map((of) =>
    readFileSync(path.join(folder(of), "load.yaml"), "utf8"),
  );
  expect(own).toBe(given);
});

it.each(["exercises", "solutions"] as const)("%s: every link leads to a file", (of) => {
  const text = readFileSync(path.join(folder(of), "README.md"), "utf8");
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
  const own = links.filter((link) => !link.startsWith("https://"));
  const gone = own.filter((link) => !existsSync(path.join(folder(of), link.replace(/#.*/, ""))));
  expect(gone).toEqual([]);
  expect(own.length).toBeGreaterThan(0);
});
