import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ROOT } from "../../course/root.ts";
import { newRunId } from "../../engines/docker/run-id.ts";
import { dockerTest } from "../../engines/docker/testing/docker.ts";
import { NOTHING, remainsOf } from "../../testing/docker-copy.ts";
import { dockerCopyTest } from "../../testing/docker-copy-test.ts";
import { engineIsHere, withWords } from "../../testing/engine-here.ts";

dockerTest("redis:7-bookworm");
const MINUTES = { timeout: 240_000 };
const AT_ONCE_MS = 20_000;
const BASE = "FROM node:24-bookworm-slim";
const BROKEN = { Dockerfile: "FROM\n" };
const SERVER =
  "require('http').createServer((q, s) => s.end(JSON.stringify({ prediction: 0.5 }))).listen(8000, '0.0.0.0')";
const SERVING = `${BASE}\nCMD ["node", "-e", "${SERVER}"]\n`;
/** Redis never becomes healthy. */
const COMPOSE = `services:
  api:
    build: { context: ../.., dockerfile: exercises/02-docker/Dockerfile }
    ports: ["8000:8000"]
    depends_on: { redis: { condition: service_healthy } }
  redis:
    image: redis:7-bookworm
    volumes: ["data:/data"]
    healthcheck: { test: ["CMD", "false"], interval: 1s, retries: 600 }
volumes: { data: {} }
`;

interface Phase {
  readonly name: string;
  readonly check: string;
  readonly files: Readonly<Record<string, string>>;
  /** Whether it is under way. */
  readonly reached: (child: ChildProcess) => Promise<boolean>;
}

const MARK = `600.${process.pid}${Date.now()}`;
const PHASES: readonly Phase[] = [
  {
    name: "a build",
    check: "builds",
    files: { Dockerfile: `${BASE}\nRUN echo ${newRunId()}; sleep ${MARK}\n` },
    reached: async (child) =>
      engineIsHere() ? building().length > 0 : (await remainsOf(child)).folders > 0,
  },
  {
    name: "the checks of a container",
    check: "answers",
    files: { Dockerfile: `${BASE}\nCMD ["sleep", "600"]\n` },
    reached: async (child) => (await remainsOf(child)).containers > 0,
  },
  {
    name: "the start of a stack",
    check: "compose-up",
    files: { Dockerfile: SERVING, "compose.yaml": COMPOSE },
    reached: async (child) => {
      const { containers, networks, volumes } = await remainsOf(child);
      return containers > 2 && networks > 0 && volumes > 0;
    },
  },
  {
    name: "a load",
    check: "latency",
    files: { Dockerfile: SERVING },
    reached: async (child) => loading().length > 0 && (await two(child)),
  },
];

const building = () => withWords(`sleep ${MARK}`);
const loading = () => withWords(docker().copy.path("grader", "src", "engines", "load"));
const two = async (child: ChildProcess) => (await remainsOf(child)).images > 1;

const docker = dockerCopyTest();
beforeAll(async () => {
  for (const name of ["package-lock.json", ".npmrc"]) {
    await cp(path.join(ROOT, name), docker().copy.path(name));
  }
});

/** Starts a grading and waits until it is in the middle of something. */
async function inTheMiddle({ check, files, reached, name }: Phase): Promise<ChildProcess> {
  await docker().submit(files);
  const child = docker().start(check, {}, true);
  for (let ended = false; !(await reached(child)); await sleep(100)) {
    ended ||= child.exitCode !== null;
    expect(ended, `${name} was never reached`).toBe(false);
  }
  await sleep(1000);
  return child;
}

describe.each(PHASES)("a run that is ended during $name", (phase) => {
  it("by kill -9 leaves what the next run removes", MINUTES, async () => {
    const child = await inTheMiddle(phase);
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    await docker().submit(BROKEN);
    const { code, words } = await docker().grade("builds");
    expect(code, words).toBe(1);
    expect(await remainsOf(child)).toEqual(NOTHING);
    await vi.waitFor(() => expect([...building(), ...loading()]).toEqual([]), 10_000);
  });

  it("by Ctrl-C leaves nothing, at once", MINUTES, async () => {
    const child = await inTheMiddle(phase);
    const done = docker().ended(child);
    const start = performance.now();
    expect(child.pid).toBeGreaterThan(1);
    process.kill(-Number(child.pid), "SIGINT");
    const { code, remains, stdout, words } = await done;
    expect(code, words).toBe(130);
    expect(performance.now() - start).toBeLessThan(AT_ONCE_MS);
    expect(stdout).toBe("");
    expect(remains).toEqual(NOTHING);
    await vi.waitFor(() => expect([...building(), ...loading()]).toEqual([]), 10_000);
  });
});
