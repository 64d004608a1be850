import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { EXERCISES } from "../src/course/exercises.ts";
import { currentFiles, starterFiles } from "../src/course/starter-files.ts";
import { inOrder } from "../src/verdict/order.ts";
import { mutate } from "./mutate.ts";
import { othersOf } from "./others.ts";
import { proofTable, TABLE } from "./table.ts";

describe.each(EXERCISES.filter(({ checks }) => checks.length > 0))(
  "exercise $number",
  (exercise) => {
    const { checks, steps } = exercise;

    it("gives 100 points in all", () => {
      expect(checks.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    });

    it("has steps whose minutes add up to the exercise's", () => {
      expect(steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(exercise.minutes);
    });

    it("has the files that reset puts back written down", async () => {
      expect(await starterFiles(exercise)).toEqual(await currentFiles(exercise));
    });

    it("has checks in every step, in an order that can be run", () => {
      expect(new Set(checks.map(({ step }) => step))).toEqual(
        new Set(steps.map((each) => each.number)),
      );
      expect(inOrder(checks)).toHaveLength(checks.length);
    });

    it.each(checks)("$id has words for its title, its reason and each of its hints", (check) => {
      for (const text of [check.title, check.why, ...check.hints]) {
        expect(text.length).toBeGreaterThan(15);
      }
      expect(new Set(check.hints).size).toBe(3);
    });

    it.each(checks)("the mutants of $id fit the solution", async ({ id, mutants }) => {
      for (const [index, mutant] of mutants.entries()) {
        await mutate(exercise, `fits-${id}-${index}`, mutant);
      }
    });
  },
);

it.each(EXERCISES.flatMap(othersOf))("$name says what is different in it", ({ name, folder }) => {
  const text = readFileSync(path.join(path.dirname(folder), "README.md"), "utf8");
  expect(text).toMatch(new RegExp(`^\\| \`${name}\` \\| .{30,} \\|$`, "m"));
});

it("stands in the docs as it is", () => {
  expect(readFileSync(TABLE, "utf8")).toBe(proofTable());
});
