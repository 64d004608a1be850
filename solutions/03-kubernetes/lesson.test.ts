import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { folderOf } from "../../grader/src/course/exercises.ts";
import { lessonOf, testLesson } from "../../grader/src/testing/test-lesson.ts";

const { exercise } = lessonOf("kubernetes");
const folder = (of: "exercises" | "solutions") => folderOf(exercise, of);

testLesson("kubernetes");

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
