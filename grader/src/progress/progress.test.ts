import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Result } from "../result/result.ts";
import { afterHint, afterRun, NOTHING, Progress, progressOf } from "./progress.ts";
import { readProgress, updateProgress, writeProgress } from "./progress-file.ts";

function run(verdicts: Record<string, Result["checks"][number]["verdict"]>, score = 0): Result {
  return {
    exercise: { number: 1, slug: "api", title: "" },
    startedAt: "2026-01-01T00:00:00.000Z",
    score,
    checks: Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict })),
  } as unknown as Result;
}

describe("afterRun", () => {
  it("keeps what a filtered run did not look at", () => {
    const all = afterRun(NOTHING, run({ a: "passed", b: "failed" }, 7));
    const filtered = afterRun(all, run({ b: "passed" }, 3));
    const { checks, best, runs } = progressOf(filtered, "api");
    expect(checks.a?.verdict).toBe("passed");
    expect(checks.b?.verdict).toBe("passed");
    expect({ best, runs }).toEqual({ best: 7, runs: 2 });
  });

  it.each(["not run", "inconclusive", "grader fault"] as const)(
    "does not forget a pass because of %s",
    (verdict) => {
      const passed = afterRun(NOTHING, run({ a: "passed" }));
      const after = afterRun(passed, run({ a: verdict }));
      expect(progressOf(after, "api").checks.a?.verdict).toBe("passed");
    },
  );

  it("counts hints apart from verdicts", () => {
    const hinted = afterHint(afterRun(NOTHING, run({ a: "failed" })), "api", "a", new Date());
    expect(progressOf(afterRun(hinted, run({ a: "passed" })), "api").checks.a?.hints).toBe(1);
  });
});

describe("the progress file", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "workshop-progress-"));
    file = path.join(folder, "progress.json");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("begins empty and comes back as it was written", async () => {
    expect(await readProgress(() => {}, file)).toEqual(NOTHING);
    const progress = afterRun(NOTHING, run({ a: "passed" }, 4));
    await writeProgress(progress, file);
    expect(await readProgress(() => {}, file)).toEqual(progress);
  });

  it.each(["{", "[]", '{"format":2,"exercises":{}}', ""])(
    "sets %j aside and says so",
    async (text) => {
      await writeFile(file, text);
      const said: string[] = [];
      expect(await readProgress((line) => said.push(line), file)).toEqual(NOTHING);
      const [kept = ""] = await readdir(folder);
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(kept);
      expect(await readFile(path.join(folder, kept), "utf8")).toBe(text);
    },
  );

  it("loses no change of many at once", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        updateProgress(
          (now) => afterRun(now, run({ [`c${index}`]: "passed" })),
          () => {},
          file,
        ),
      ),
    );
    const progress = await readProgress(() => {}, file);
    expect(Object.keys(progressOf(progress, "api").checks)).toHaveLength(20);
  });

  it("is whole after kill -9 in the middle of writing", async () => {
    const script = `
      import { writeProgress } from ${JSON.stringify(path.join(import.meta.dirname, "progress-file.ts"))};
      const checks = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => ["c" + i, { verdict: "passed", at: "2026-01-01T00:00:00.000Z", hints: 0 }]));
      const progress = { format: 1, exercises: { api: { checks, best: 1, runs: 1 } } };
      await writeProgress(progress, ${JSON.stringify(file)});
      process.stdout.write("go");
      for (;;) await writeProgress(progress, ${JSON.stringify(file)});
    `;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script]);
    await once(child.stdout, "data");
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(Progress.safeParse(JSON.parse(await readFile(file, "utf8"))).success).toBe(true);
  });
});
