import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, it, type TestContext, vi } from "vitest";
import { ROOT } from "../../course/root.ts";
import { newRunId } from "../../engines/docker/run-id.ts";
import { sweep } from "../../engines/docker/sweep.ts";
import { dockerTest } from "../../engines/docker/testing/docker.ts";
import { engineGate } from "../../engines/docker/testing/engine-gate.ts";
import { type DockerRun, NOTHING, remainsOf } from "../../testing/docker-copy.ts";
import { dockerCopyTest } from "../../testing/docker-copy-test.ts";

dockerTest();
const SLOW = { timeout: 120_000 };
const BASE = "FROM node:24-bookworm-slim";
const PLACE = "exercises/02-docker/Dockerfile";
const NOBODY = { uid: 65_534, gid: 65_534 };
const server = (host: string) =>
  `${BASE}\nCMD ["node", "-e", "require('http').createServer((q, s) => s.end('{}')).listen(8000, '${host}')"]\n`;
const IDLE = `${BASE}\nCMD ["node", "-e", "setInterval(() => {}, 1000)"]\n`;

const docker = dockerCopyTest();

/** Grades a Dockerfile by one check, and looks at what every message has to keep to. */
async function grade(
  check: string,
  code: number,
  files: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
): Promise<DockerRun> {
  await docker().submit(files);
  const run = await docker().grade(check, env);
  keepsTo(run, code);
  return run;
}

function keepsTo(run: DockerRun, code: number): void {
  expect(run.code, run.words).toBe(code);
  expect(run.stdout + run.stderr).not.toMatch(/^\s*(evidence\s+)?at .*:\d+/m);
  expect(run.remains).toEqual(NOTHING);
}

describe("a Dockerfile", () => {
  it("with a syntax error gets its line", SLOW, async () => {
    const { words } = await grade("builds", 1, { Dockerfile: `${BASE}\n\nRUNN true\n` });
    expect(words).toContain(`${PLACE}:3: unknown instruction: RUNN`);
    expect(words).toContain("3: RUNN true");
  });

  it("with a command that fails gets what it printed", SLOW, async () => {
    const Dockerfile = `${BASE}\nRUN echo no such thing here >&2; exit 3\n`;
    const { words } = await grade("builds", 1, { Dockerfile });
    expect(words).toContain(`${PLACE}:2: RUN echo no such thing here >&2; exit 3 ended with exit`);
    expect(words).toContain("evidence no such thing here");
  });

  it("that copies what is ignored is told which file leaves it out", SLOW, async () => {
    const { words } = await grade("builds", 1, {
      Dockerfile: `${BASE}\nCOPY shared /shared\n`,
      "Dockerfile.dockerignore": "**\n",
    });
    expect(words).toContain(
      `${PLACE}:2: COPY of /shared, which is not in the build context: it does not exist, or ` +
        `${PLACE}.dockerignore leaves it out`,
    );
  });

  it("that is not there is missed by name", SLOW, async () => {
    const { words } = await grade("builds", 1, { "compose.yaml": "services: {}\n" });
    expect(words).toContain(`there is no ${PLACE}`);
  });
});

describe("a container", () => {
  it("that exits at once is told with its last words", SLOW, async () => {
    const Dockerfile = `${BASE}\nCMD ["node", "-e", "console.log('good bye'); process.exit(3)"]\n`;
    const { words } = await grade("answers", 1, { Dockerfile });
    expect(words).toContain("the container ended with exit code 3");
    expect(words).toContain("good bye");
  });

  it("that never listens is told so", SLOW, async () => {
    const { words } = await grade("answers", 1, { Dockerfile: IDLE });
    expect(words).toContain("nothing in the container listens");
  });

  it("that listens on its own localhost is told what to listen on", SLOW, async () => {
    const { words } = await grade("answers", 1, { Dockerfile: server("127.0.0.1") });
    expect(words).toContain("it listens on 127.0.0.1:8000 inside the container");
    expect(words).toContain("HOST=0.0.0.0");
  });
});

describe("an engine", () => {
  it("that is away leaves what it was needed for unjudged", SLOW, async () => {
    const env = { DOCKER_HOST: `unix://${docker().copy.path("no.sock")}` };
    const { words } = await grade("answers", 3, { Dockerfile: IDLE }, env);
    expect(words).toContain("Docker's engine does not run");
    expect(words).toContain("Start Docker Desktop, or sudo systemctl start docker.");
  });

  it("that stops during a build, or a check, leaves the rest unjudged", SLOW, async () => {
    for (const Dockerfile of [`${BASE}\nRUN echo ${newRunId()}; sleep 60\n`, IDLE]) {
      await using gate = await engineGate();
      await docker().submit({ Dockerfile });
      const child = docker().start("answers", { DOCKER_HOST: gate.host });
      const done = docker().ended(child);
      await vi.waitFor(
        async () => {
          const { containers, folders } = await remainsOf(child);
          expect(Dockerfile === IDLE ? containers : folders).toBeGreaterThan(0);
        },
        { timeout: 60_000, interval: 100 },
      );
      await gate.close();
      const { code, words, stdout, stderr } = await done;
      expect(code, words).toBe(3);
      expect(words).toContain("Docker's engine stopped answering");
      expect(words).toContain("See that docker version answers, then grade again.");
      expect(stdout + stderr).not.toMatch(/^\s*(evidence\s+)?at .*:\d+/m);
      await sweep();
      expect(await remainsOf(child)).toEqual(NOTHING);
    }
  });

  it("whose socket this user may not use is told with the cure", SLOW, async (context) => {
    await using gate = await engineGate();
    await chmod(path.dirname(gate.host.slice("unix://".length)), 0o700);
    if (process.getuid?.() !== 0) context.skip("not run: only root can become another user");
    await docker().submit({ Dockerfile: IDLE });
    await chmod(path.dirname(docker().copy.folder), 0o755);
    const words = ["-e", `require("fs").readdirSync(${JSON.stringify(ROOT)})`];
    if (spawnSync(process.execPath, words, { ...NOBODY, cwd: "/" }).status !== 0)
      context.skip("not run: nobody may not read this repository");
    const env = { DOCKER_HOST: gate.host, HOME: tmpdir() };
    const child = docker().copy.start(["exercise", "2", "--only", "answers"], env, NOBODY);
    const run = await docker().ended(child);
    keepsTo(run, 3);
    expect(run.words).toContain("this user may not use Docker's socket");
    expect(run.words).toContain("sudo usermod -aG docker $USER");
  });
});

describe("a disk that is full", () => {
  it("of temporary files leaves what needs them unjudged", SLOW, async (context) => {
    await docker().submit({ Dockerfile: IDLE });
    await using disk = await smallDisk(context, await mkdtemp(path.join(tmpdir(), "small-")));
    const run = await docker().grade("builds", { TMPDIR: disk.folder });
    keepsTo(run, 3);
    expect(run.words).toContain(`no room is left on the disk of ${disk.folder} (ENOSPC)`);
    expect(run.words).toContain("set TMPDIR to a folder on another disk");
  });

  it("of .workshop costs the memory of it, not the verdict", SLOW, async (context) => {
    await docker().submit({ Dockerfile: IDLE });
    await using disk = await smallDisk(context, docker().copy.path(".workshop"));
    await writeFile(path.join(disk.folder, "filling"), Buffer.alloc(2e6)).catch(() => {});
    const run = await docker().grade("builds");
    keepsTo(run, 0);
    expect(run.words).toContain("The result was not kept in .workshop: ENOSPC");
  });
});

/** A folder on a file system of one megabyte. */
async function smallDisk(context: TestContext, folder: string) {
  await mkdir(folder, { recursive: true });
  const words = ["-t", "tmpfs", "-o", "size=1m", "small", folder];
  if (spawnSync("mount", words).status !== 0) context.skip("not run: only root can mount");
  return {
    folder,
    async [Symbol.asyncDispose]() {
      spawnSync("umount", [folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
