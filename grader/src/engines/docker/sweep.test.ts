import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { Container } from "./container.ts";
import { newRunId, ownerRuns, runsNamedIn } from "./run-id.ts";
import { leftOf, sweep } from "./sweep.ts";
import { dockerTest } from "./testing/docker.ts";

const IMAGE = "node:24-bookworm-slim";
const test = dockerTest(IMAGE);
const SCRIPT = path.join(import.meta.dirname, "testing", "run-until-killed.ts");
const NOTHING = { containers: 0, networks: 0, volumes: 0, images: 0 };
const FILES = {
  Dockerfile: `FROM ${IMAGE}\nRUN true\n`,
  "slow.Dockerfile": `FROM ${IMAGE}\nRUN echo ${Math.random()}; sleep 5\n`,
  "compose.yaml": `services:
  one: { build: ., command: ["sleep", "600"], volumes: ["kept:/kept", "/anonymous"] }
  two:
    image: ${IMAGE}
    command: ["sleep", "600"]
    healthcheck: { test: ["CMD", "false"], interval: 1s, retries: 600 }
    depends_on: { one: { condition: service_started } }
volumes: { kept: {} }
`,
};

/** Kills a process with -9 once what it began is under way; returns its run's id. */
async function killed(phase: string): Promise<string> {
  const folder = await test.folder(FILES);
  const child = spawn(process.execPath, [SCRIPT, phase, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [run] = (await once(lines, "line")) as [string];
  await once(lines, "line");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  return run;
}

describe("sweep", () => {
  it.each(["built", "building", "running", "compose"])(
    "leaves nothing of a run that was killed with -9: %s",
    { timeout: 120_000 },
    async (phase) => {
      const run = await killed(phase);
      if (phase !== "building") expect(await leftOf(run)).not.toEqual(NOTHING);
      await sweep();
      expect((await readdir(tmpdir())).filter((name) => name.includes(run))).toEqual([]);
      expect(await leftOf(run)).toEqual(NOTHING);
      // Long enough for the build, had it gone on, to end and to leave its image.
      if (phase === "building") await new Promise((resolve) => setTimeout(resolve, 7000));
      expect(await leftOf(run)).toEqual(NOTHING);
    },
  );

  it("leaves alone what belongs to a run that goes on", async () => {
    const container = await Container.start(IMAGE, test.run, { command: ["sleep", "600"] });
    await sweep();
    expect((await container.inspect()).State.Running).toBe(true);
    await container.remove();
  });
});

describe("a run's id", () => {
  it("tells whether its owner runs, though another process got the same number", () => {
    const run = newRunId();
    const [pid, , random] = run.split("-");
    expect(ownerRuns(run)).toBe(true);
    expect(ownerRuns(`${pid}-zzz1-${random}`)).toBe(false);
    expect(ownerRuns(`${2 ** 30}-1-${random}`)).toBe(false);
    expect(ownerRuns("")).toBe(false);
  });

  it("is found in names", () => {
    const run = newRunId();
    expect(runsNamedIn(`docker -t workshop-run-${run}:a -p workshop-run-${run}-b`)).toEqual([
      run,
      run,
    ]);
  });
});
