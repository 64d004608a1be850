import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAlive } from "../../src/engines/processes.ts";
import { waitFor } from "../../src/engines/wait.ts";
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
    const { end, stdout, stderr } = await grade("tampers", "adds");
    expect(existsSync(path.join(scratch.root, "grader/src/forged.ts"))).toBe(true);
    expect(end).toBe(CHANGED);
    expect(stderr).toContain("grader/src/forged.ts changed while the submission ran");
    expect(stdout).toBe("");
    expect(existsSync(resultFile())).toBe(false);
  });

  it.runIf(process.platform === "linux")(
    "gets none for a reference that it changes and puts back",
    async () => {
      const { end, stderr } = await grade("tampers", "changes and puts back");
      expect(end).toBe(CHANGED);
      expect(stderr).toMatch(/solutions\/01-api\/\S+ changed while the submission ran/);
    },
  );

  it("finds its forged result replaced by the real one", async () => {
    await grade("exits-at-once");
    const { end, stdout } = await grade("forges-results");
    expect(end).toBe(POINTS_LOST);
    expect(JSON.parse(stdout)).toMatchObject({ score: 0, exercise: { slug: "api" } });
    const kept: unknown = JSON.parse(await readFile(resultFile(), "utf8"));
    expect(kept).toEqual(JSON.parse(stdout));
    const progress = path.join(scratch.root, ".workshop", "progress.json");
    expect(JSON.parse(await readFile(progress, "utf8"))).toMatchObject({
      exercises: { api: { best: 0 } },
    });
  });

  it.runIf(process.platform !== "win32")(
    "gets no result for killing the grader, and the next run ends it",
    async () => {
      const before = await readFile(resultFile(), "utf8");
      expect(await grade("kills-the-grader")).toMatchObject({ end: "SIGKILL", stdout: "" });
      expect(await readFile(resultFile(), "utf8")).toBe(before);
      const place = path.join(scratch.root, "exercises", "01-api");
      const pids = JSON.parse(await readFile(path.join(place, "pids.json"), "utf8")) as number[];
      expect(pids.map(isAlive)).toEqual([true, true]);

      const { stderr } = await scratch.exercise("1", "report");
      expect(stderr).toContain("Ended 1 server that a killed run had left.");
      await waitFor({
        what: "the submission and its child to be gone",
        deadlineMs: 5000,
        probe: async () => !pids.some(isAlive) || "they are there",
      });
    },
  );
});
