import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { MANIFEST_CHECKS } from "../../grader/src/checks/03-kubernetes/index.ts";
import { ROOT } from "../../grader/src/course/root.ts";

const folder = (of: string) => path.join(ROOT, of, "03-kubernetes");
const lesson = readFileSync(path.join(folder("exercises"), "README.md"), "utf8");
const sections = lesson.split(/^## (?=Step )/m).slice(1);

it("has seven steps, whose minutes are those of the exercise", () => {
  const minutes = sections.map((section) => Number(/^\*(\d+) minutes/m.exec(section)?.[1]));
  expect(minutes).toHaveLength(7);
  const total = minutes.reduce((sum, each) => sum + each, 0);
  expect(lesson).toContain(`\n${total} minutes · `);
});

it.each(MANIFEST_CHECKS)("tells of $id in its step", ({ id, step }) => {
  const section = sections.find((each) => each.startsWith(`Step ${step}:`));
  expect(section).toMatch(new RegExp(`^\\| \`${id}\` \\|`, "m"));
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
  const [own, given] = ["solutions", "exercises"].map((of) =>
    readFileSync(path.join(folder(of), "load.yaml"), "utf8"),
  );
  expect(own).toBe(given);
});

it.each(["exercises", "solutions"])("%s: every link leads to a file", (of) => {
  const text = readFileSync(path.join(folder(of), "README.md"), "utf8");
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
  const own = links.filter((link) => !link.startsWith("https://"));
  const gone = own.filter((link) => !existsSync(path.join(folder(of), link.replace(/#.*/, ""))));
  expect(gone).toEqual([]);
  expect(own.length).toBeGreaterThan(0);
});
