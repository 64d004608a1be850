import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository, type Scratch } from "./testing/scratch.ts";
import { copySubmission } from "./testing/submission.ts";

const CHANGED = 4;
const POINTS_LOST = 1;

/** All of it in a copy of the repository: a test that is killed leaves nothing behind in this one. */
describe("a submission that works on what grades it", () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await copyRepository();
  });
  afterAll(() => scratch[Symbol.asyncDispose]());
  const resultFile = () => path.join(scratch.root, ".workshop", "results", "api", "result.json");

  async function grade(name: string, note?: string) {
    await using submission = await copySubmission(name, note);
    await scratch.submit(submission.folder);
    return scratch.exercise("1", "--no-latency", "--json");
  }

  it("gets no result for a new file in the grader", async () => {
    const { code, stdout, stderr } = await grade("tampers", "adds");
    expect(existsSync(path.join(scratch.root, "grader/src/forged.ts"))).toBe(true);
    expect(code).toBe(CHANGED);
    expect(stderr).toContain("Files in grader changed while the submission ran");
    expect(stdout).toBe("");
    expect(existsSync(resultFile())).toBe(false);
  });

  it.runIf(process.platform === "linux")(
    "gets none for a reference that it changes and puts back",
    async () => {
      const { code, stderr } = await grade("tampers", "changes and puts back");
      expect(code).toBe(CHANGED);
      expect(stderr).toContain("Files in solutions changed while the submission ran");
    },
  );

  it("finds its forged result replaced by the real one", async () => {
    await grade("exits-at-once");
    const { code, stdout } = await grade("forges-results");
    expect(code).toBe(POINTS_LOST);
    expect(JSON.parse(stdout)).toMatchObject({ score: 0, exercise: { slug: "api" } });
    const kept: unknown = JSON.parse(await readFile(resultFile(), "utf8"));
    expect(kept).toEqual(JSON.parse(stdout));
    const progress = path.join(scratch.root, ".workshop", "progress.json");
    expect(JSON.parse(await readFile(progress, "utf8"))).toMatchObject({
      exercises: { api: { best: 0 } },
    });
  });
});
