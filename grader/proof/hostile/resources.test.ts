import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { isAlive } from "../../src/engines/processes.ts";
import { gradeApart } from "./testing/grade-apart.ts";
import { gradeFolder, idsOf, verdictsOf } from "./testing/grading.ts";
import { copySubmission } from "./testing/submission.ts";

const MINUTES = 180_000;
/** The grader has some 150 MB with nothing to do; each answer may have 16 MB, six at a time. */
const MEGABYTES = 500;

describe.concurrent("a submission takes from the grader neither", () => {
  it("its memory by answers without end, nor its time", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("endless-answers");
    const { result, megabytes } = await gradeApart(submission.folder);
    expect(idsOf(result, "passed")).toEqual(["starts"]);
    expect(idsOf(result, "grader fault")).toEqual([]);
    expect(result.checks.find(({ id }) => id === "health")?.evidence).toMatchObject({
      expected: "an answer of at most 16 MB to GET /health/ready",
    });
    expect(megabytes).toBeLessThan(MEGABYTES);
  });

  it("its memory by output without end", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("floods-output");
    const { result, megabytes } = await gradeApart(
      submission.folder,
      ...["starts", "health", "predict-ids"],
    );
    expect(verdictsOf(result)).toMatchObject({ starts: "passed", health: "passed" });
    expect(result.output).toHaveLength(50);
    expect(megabytes).toBeLessThan(MEGABYTES);
  });
});

describe.runIf(process.platform === "linux")("when the grading is over", () => {
  it("no child of a submission is left, by whatever way it left", async () => {
    await using submission = await copySubmission("leaves-children");
    const result = await gradeFolder(submission.folder, "starts", "health");
    expect(idsOf(result, "passed")).toEqual(["starts", "health"]);
    const text = await readFile(path.join(submission.folder, "pids.json"), "utf8");
    const pids = new Set(JSON.parse(text) as number[]);
    expect(pids.size).toBeGreaterThan(32);
    expect([...pids].filter(isAlive)).toEqual([]);
  });
});
