import { expect, it } from "vitest";
import { LIMITS } from "../../grader/src/latency/limits.ts";
import { lessonOf, testLesson } from "../../grader/src/testing/test-lesson.ts";

testLesson("docker");

it("gives the grader's limits on latency", () => {
  const row = /^\| `latency`.*$/m.exec(lessonOf("docker").lesson)?.[0];
  expect(row).toContain(`p95 at most ${LIMITS.ratio} times the reference's`);
  expect(row).toContain(`${LIMITS.alwaysAllowedMs} ms always pass`);
  expect(row).toContain(`p99 under ${LIMITS.p99Ms} ms`);
});
