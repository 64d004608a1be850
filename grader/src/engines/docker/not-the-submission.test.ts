import { expect, it } from "vitest";
import { EngineLost } from "./engine-lost.ts";
import { notTheSubmission, unreachable } from "./not-the-submission.ts";

it.each([
  ["write /layer.tar: no space left on device", /^The disk of Docker's engine is full/],
  [
    "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
    /^Docker's engine stopped answering/,
  ],
])("is what a submission cannot help: %s", (words, told) => {
  expect(notTheSubmission(`one\n${words}`)?.message).toMatch(told);
});

it("is told apart from what a submission can help", () => {
  expect(notTheSubmission("executor failed running [npm ci]: exit code: 1")).toBeUndefined();
  expect(
    notTheSubmission("connect ECONNREFUSED 127.0.0.1:6379: connection refused"),
  ).toBeUndefined();
  expect(notTheSubmission("error during connect: x")).toBeInstanceOf(EngineLost);
  expect(unreachable("service redis is unhealthy")).toBeUndefined();
});
