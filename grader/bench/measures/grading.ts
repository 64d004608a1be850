import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { ROOT } from "../../src/course/root.ts";
import { RepositoryCopy } from "../../src/testing/repository-copy.ts";
import { type Measurement, median } from "../measure.ts";

const LAUNCH = path.join(ROOT, "grader/launch.js");
const SOLUTION = ["grader/src/cli.ts", "exercise", "1", "solution"];
const STARTER = "exercises/01-api/src/app.ts";

async function secondsOf(words: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [LAUNCH, ...words], { cwd: ROOT, stdio: "ignore" });
  await once(child, "exit");
  return (performance.now() - start) / 1000;
}

async function medianOf(rounds: number, words: readonly string[]): Promise<Measurement["detail"]> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) seconds.push(await secondsOf(words));
  return { median: median(seconds), seconds };
}

/** Seconds from saving a file to the verdict of the check that failed, with `watch` running. */
async function watchSeconds(): Promise<number> {
  const copy = await RepositoryCopy.make();
  const child = copy.start(["exercise", "1", "watch", "--no-latency"]);
  try {
    let out = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    const shows = async (pattern: RegExp) => {
      while (!pattern.test(out)) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await shows(/grades again whenever you save/);
    const starter = await readFile(copy.path(STARTER), "utf8");
    const step = /^ *\/\/ TODO step 1:.*$/m;
    const mended = starter.replace(step, '  app.get("/health/ready", async () => core.ready());');
    out = "";
    const start = performance.now();
    await writeFile(copy.path(STARTER), mended);
    await shows(/passed {2}GET \/health/);
    return (performance.now() - start) / 1000;
  } finally {
    child.kill("SIGINT");
    await once(child, "exit");
    await copy.remove();
  }
}

/** How long a learner waits for a verdict. */
export async function grading(): Promise<Measurement[]> {
  const rows: [string, number, Measurement["detail"]][] = [
    [
      "the grader's own overhead: one check that does nothing",
      0.7,
      await medianOf(7, ["grader/bench/servers/no-op-grading.ts"]),
    ],
    [
      "grading the solution of exercise 1 without load",
      6,
      await medianOf(3, [...SOLUTION, "--no-latency"]),
    ],
    ["grading the solution of exercise 1, under load too", 45, await medianOf(1, SOLUTION)],
    ["watch: from saving to the failing check's verdict", 2, { median: await watchSeconds() }],
  ];
  return rows.map(([what, target, detail]) => {
    const value = Number(detail.median);
    return { what, value, unit: "s", target: `≤ ${target}`, met: value <= target, detail };
  });
}
