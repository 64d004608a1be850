import { expect, it } from "vitest";
import { readObjects } from "./read-objects.ts";

const object = (name: string, annotations = "") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${annotations}`;
const ORIGIN = "  annotations:\n    config.kubernetes.io/origin: |\n      ";

it("takes the origin out of an object, and makes it relative to the submission", () => {
  const text = object("a", `${ORIGIN}path: ../mine/base/a.yaml\n`);
  const { objects, origins, problems } = readObjects(text, "/around", "/mine");
  expect(problems).toEqual([]);
  const [first] = objects;
  expect(first?.metadata).toEqual({ name: "a" });
  expect(first && origins.get(first)).toBe("base/a.yaml");
});

it("keeps the annotations that are the learner's", () => {
  const text = object(
    "a",
    `${ORIGIN}configuredIn: ../mine/base/kustomization.yaml\n    mine: "1"\n`,
  );
  const { objects, origins } = readObjects(text, "/around", "/mine");
  const [first] = objects;
  expect(first?.metadata.annotations).toEqual({ mine: "1" });
  expect(first && origins.get(first)).toBe("base/kustomization.yaml");
});

it("refuses what is no object, and a thousand of them", () => {
  expect(readObjects("kind: ConfigMap\n", "/around", "/mine").problems).toEqual([
    'an object without apiVersion: {"kind":"ConfigMap"}',
  ]);
  const many = Array.from({ length: 1001 }, (_, index) => object(`a${index}`)).join("---\n");
  expect(readObjects(many, "/around", "/mine").problems).toEqual([
    "1001 objects, and 1000 are the most",
  ]);
});
