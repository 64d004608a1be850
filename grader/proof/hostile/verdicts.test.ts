import path from "node:path";
import { describe, expect, it } from "vitest";
import { MODELS } from "../../src/engines/model/models.ts";
import { gradeFolder, idsOf, verdictsOf } from "./testing/grading.ts";
import { openOutside } from "./testing/outside.ts";
import { copySubmission } from "./testing/submission.ts";

const MINUTES = 180_000;

describe.concurrent("a submission gets no points for", () => {
  it("an exit code", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("exits-at-once");
    const result = await gradeFolder(submission.folder);
    expect(result).toMatchObject({ score: 0 });
    expect(idsOf(result, "failed")).toEqual(["starts"]);
    expect(result.checks[0]?.evidence.received).toContain("the process ended with exit code 0");
  });

  it("a report of its own, which stands as its words", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("forged-report");
    const result = await gradeFolder(submission.folder);
    expect(result).toMatchObject({ score: 0 });
    expect(result.output).toContain("100 of 100 points");
    expect(JSON.stringify(result)).not.toContain("\\u001b");
  });

  it("serving at another port", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("other-port");
    const result = await gradeFolder(submission.folder);
    expect(result).toMatchObject({ score: 0 });
    expect(result.checks[0]?.evidence.received).toContain("ECONNREFUSED");
  });

  it("silence, and the grader does not wait for ever", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("never-answers");
    const result = await gradeFolder(submission.folder);
    expect(result).toMatchObject({ score: 0 });
    expect(result.checks[0]?.evidence.received).toContain("no answer");
  });

  it("the answers of the golden rows alone", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("answer-table", path.join(MODELS, "releases"));
    const result = await gradeFolder(
      submission.folder,
      ...["starts", "predict-ids", "golden-answers", "predict-deterministic"],
    );
    expect(verdictsOf(result)).toEqual({
      starts: "passed",
      "predict-ids": "passed",
      "golden-answers": "failed",
      "predict-deterministic": "failed",
    });
  });

  it("the answers of another host, which nobody asks", { timeout: MINUTES }, async () => {
    await using outside = await openOutside();
    await using submission = await copySubmission("redirects", outside.url);
    const result = await gradeFolder(submission.folder);
    expect(idsOf(result, "passed")).toEqual(["starts"]);
    expect(idsOf(result, "grader fault")).toEqual([]);
    expect(outside.asked).toEqual([]);
  });

  it("being gone when it is asked", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("closes-its-port");
    const result = await gradeFolder(submission.folder);
    expect(idsOf(result, "grader fault")).toEqual([]);
    expect(result.score).toBeLessThan(10);
  });

  it("answers that break their readers", { timeout: MINUTES }, async () => {
    await using submission = await copySubmission("nonsense");
    const result = await gradeFolder(submission.folder);
    expect(idsOf(result, "grader fault")).toEqual([]);
    expect(result.score).toBeLessThan(20);
  });
});
