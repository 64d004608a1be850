import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import type { AnyCheck } from "../../src/checks/check.ts";
import { findExercise } from "../../src/course/exercises.ts";
import type { Missing } from "../../src/engines/missing.ts";
import { missingEngines } from "../../src/engines/missing-engines.ts";
import { grade } from "../../src/grade/grade.ts";

const UNDER_LOAD = process.env.PROOF_UNDER_LOAD === "1";
const SOURCE = path.join(import.meta.dirname, "src");

/** What cannot be judged here, and says so. */
function isLeftOut(
  { underLoad, needs = [] }: AnyCheck,
  missing: ReadonlyMap<string, Missing>,
): boolean {
  return (underLoad === true && !UNDER_LOAD) || needs.some((name) => missing.has(name));
}

describe("an API on node:http alone", () => {
  it("takes nothing from the serving core or from a framework", async () => {
    const names = (await readdir(SOURCE, { recursive: true })).filter((name) =>
      name.endsWith(".ts"),
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const file = path.join(SOURCE, name);
      const text = await readFile(file, "utf8");
      for (const [, from = ""] of text.matchAll(/(?:from|import) ?\(?"([^"]+)"/g)) {
        if (from.startsWith("node:")) continue;
        expect(from, name).toMatch(/^\.\.?\//);
        expect(path.resolve(path.dirname(file), from).startsWith(SOURCE + path.sep), name).toBe(
          true,
        );
      }
    }
  });

  it("earns every point that can be judged here", { timeout: 600_000 }, async () => {
    const exercise = findExercise("api");
    expect(exercise).toBeDefined();
    if (!exercise) return;
    const result = await grade({
      exercise,
      folder: import.meta.dirname,
      seed: 1,
      underLoad: UNDER_LOAD,
      signal: AbortSignal.timeout(590_000),
    });
    const missing = await missingEngines(exercise.checks);
    const leftOut = exercise.checks.filter((each) => isLeftOut(each, missing)).map(({ id }) => id);
    const others = result.checks.filter(({ id }) => !leftOut.includes(id));
    expect(others.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
    expect(result.score).toBe(others.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
    expect(others.length).toBeGreaterThan(30);
  });
});
