import { rm } from "node:fs/promises";
import { beforeEach, expect, it, vi } from "vitest";
import { mutate } from "../../proof/mutate.ts";
import { findExercise, folderOf } from "../course/exercises.ts";
import { grade } from "./grade.ts";

const exercise = findExercise("docker");
if (!exercise) throw new Error("There is no exercise docker.");

/** What the files alone can be judged by. */
const READABLE = [
  ...["base-pinned", "not-root", "no-secrets", "health-frozen", "stop-under-load"],
  ...["compose-up", "redis-private"],
];

const graded = (folder: string) =>
  grade({ exercise, folder, seed: 1, underLoad: true, signal: new AbortController().signal });

beforeEach(() => {
  vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
  return () => vi.unstubAllEnvs();
});

it("judges what files tell where there is no Docker, and says so", async () => {
  const { checks, score, judged } = await graded(folderOf(exercise, "solutions"));
  const passed = checks.filter(({ verdict }) => verdict === "passed");
  expect(passed.map(({ id }) => id)).toEqual(READABLE);
  const rest = checks.filter(({ verdict }) => verdict === "not run");
  expect(rest).toHaveLength(checks.length - READABLE.length);
  expect(score).toBe(passed.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
  expect(judged).toBe(score);
  expect(checks.find(({ id }) => id === "not-root")?.evidence.lines).toEqual([
    "told from the files alone: Docker's engine does not run",
  ]);
});

it("fails what files show to be wrong, with the line", async () => {
  const notRoot = exercise.checks.find(({ id }) => id === "not-root");
  const folder = await mutate(exercise, "without-docker", notRoot?.mutants[0]);
  try {
    const { checks } = await graded(folder);
    const failed = checks.filter(({ verdict }) => verdict === "failed");
    expect(failed).toMatchObject([
      {
        id: "not-root",
        evidence: { received: expect.stringMatching(/^Dockerfile:\d+: USER 0:0$/) },
      },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
