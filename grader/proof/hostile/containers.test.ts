import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { docker as command } from "../../src/engines/docker/cli.ts";
import { dockerTest } from "../../src/engines/docker/testing/docker.ts";
import type { Result } from "../../src/result/result.ts";
import { type DockerRun, NOTHING, remainsOf } from "../../src/testing/docker-copy.ts";
import { dockerCopyTest } from "../../src/testing/docker-copy-test.ts";
import { engineIsHere, withWords } from "../../src/testing/engine-here.ts";
import { verdictsOf } from "./testing/grading.ts";

dockerTest("redis:7-bookworm");
const SLOW = { timeout: 180_000 };
const BASE = "FROM node:24-bookworm-slim";

const docker = dockerCopyTest();

async function grade(
  check: string,
  files: Record<string, string>,
): Promise<DockerRun & { result: Result }> {
  await docker().submit(files);
  const run = await docker().grade(check);
  expect(run.remains).toEqual(NOTHING);
  const kept = docker().copy.path(".workshop", "results", "docker", "result.json");
  return { ...run, result: JSON.parse(await readFile(kept, "utf8")) as Result };
}

function evidenceOf({ checks }: Result, id: string) {
  return checks.find((check) => check.id === id)?.evidence ?? {};
}

describe("an image", () => {
  it("that bakes the golden answers in earns nothing by them", SLOW, async () => {
    const folder = path.join(import.meta.dirname, "submissions", "answer-table");
    const { result, code } = await grade("contract", {
      Dockerfile: `${BASE}
ENV HOST=0.0.0.0 PORT=8000
WORKDIR /app
COPY models/releases /releases
RUN printf /releases > note.txt
COPY exercises/02-docker/server.ts exercises/02-docker/package.json ./
CMD ["node", "server.ts"]
`,
      "server.ts": await readFile(path.join(folder, "server.ts"), "utf8"),
      "package.json": await readFile(path.join(folder, "package.json"), "utf8"),
    });
    expect(code).toBe(1);
    expect(verdictsOf(result)).toEqual({ builds: "passed", answers: "passed", contract: "failed" });
  });

  it("with a fork bomb for an entrypoint is held, and taken away", SLOW, async (context) => {
    if (!engineIsHere()) context.skip("not run: the engine's processes are not this machine's");
    const mark = `600.${process.pid}${Date.now()}`;
    const bomb = `const f = () => require("child_process").spawn("sleep", ["${mark}"]).on("error", () => {}); setInterval(() => { for (let i = 0; i < 50; i++) f(); }, 100)`;
    await docker().submit({
      Dockerfile: `${BASE}\nENTRYPOINT ${JSON.stringify(["node", "-e", bomb])}\n`,
    });
    const child = docker().start("answers");
    const done = docker().ended(child);
    let most = 0;
    const counting = setInterval(() => {
      most = Math.max(most, withWords(`sleep ${mark}`).length);
    }, 200);
    const { code, words, remains } = await done.finally(() => clearInterval(counting));
    expect(code, words).toBe(1);
    expect(words).toContain("nothing in the container listens");
    expect(most).toBeGreaterThan(400);
    expect(most).toBeLessThan(512);
    expect(remains).toEqual(NOTHING);
    await sleep(100);
    expect(withWords(`sleep ${mark}`)).toEqual([]);
  });
});

const HOLDS = {
  socket: "volumes: ['/var/run/docker.sock:/docker.sock']",
  disk: "volumes: ['/:/host']",
  rights: "privileged: true",
  network: "network_mode: host",
  processes: "pid: host",
  devices: "devices: ['/dev/kmsg:/dev/kmsg']",
  capability: "cap_add: [SYS_ADMIN]",
  unconfined: "security_opt: ['seccomp:unconfined']",
  hook: "post_start: [{ command: ['true'], privileged: true }]",
  many: "scale: 500",
  context: "build: { context: ../.., additional_contexts: { host: /etc } }",
  dockerfile: "build: { context: ../.., dockerfile: /etc/passwd }",
  download: `build: { context: ../.., dockerfile_inline: "FROM scratch\\nADD http://127.0.0.1:1/x /" }`,
};

const READS = {
  base: "extends: { file: /etc/compose.yaml, service: a }",
  variables: "env_file: /etc/passwd",
  labels: "label_file: ../../../../etc/hostname",
};

const stackOf = (services: Record<string, string>) =>
  `services:\n${Object.entries(services)
    .map(([name, words]) => `  ${name}:\n    image: redis:7-bookworm\n    ${words}\n`)
    .join("")}`;

describe("a compose.yaml", () => {
  it.each([
    ["takes hold of this machine", HOLDS, ""],
    ["reads from outside the repository", READS, ""],
    ["takes in another file", {}, "include: [/etc/compose.yaml]\n"],
    ["fetches another file", {}, "include: ['https://127.0.0.1:1/stack.git']\n"],
  ])("that %s is refused before anything starts", SLOW, async (_, services, rest) => {
    const since = Math.floor(Date.now() / 1000);
    await docker().submit({
      Dockerfile: "FROM scratch\nCOPY package.json /\n",
      "compose.yaml": `${rest}${stackOf(services)}`,
    });
    const child = docker().start("redis-private");
    const { code, words } = await docker().ended(child);
    expect(code, words).toBe(1);
    expect(words).toContain("nothing was started");
    const kept = docker().copy.path(".workshop", "results", "docker", "result.json");
    const { lines = [] } = evidenceOf(
      JSON.parse(await readFile(kept, "utf8")) as Result,
      "redis-private",
    );
    const names = Object.keys(services).map((name) => `service ${name} `);
    for (const name of rest === "" ? names : ["the stack "]) {
      expect(lines.filter((line) => line.includes(`: ${name}`))).toHaveLength(1);
    }
    expect(lines.every((line) => /^(compose\.yaml:\d+|in the files): /.test(line))).toBe(true);
    expect(await startedBy(child.pid, since)).toBe("");
    expect(await remainsOf(child)).toEqual(NOTHING);
  });
});

/** The engine's events of containers that a process of the grader has made. */
async function startedBy(pid: number | undefined, since: number): Promise<string> {
  const until = Math.ceil(Date.now() / 1000);
  const words = ["events", "--since", String(since), "--until", String(until)];
  const filters = ["type=container", "event=create", `label=workshop.owner=${pid}`];
  const { stdout } = await command([...words, ...filters.flatMap((each) => ["--filter", each])]);
  return stdout;
}
