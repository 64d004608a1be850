import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { demand } from "@workshop/serving/http-contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Check } from "../checks/check.ts";
import type { DockerContext } from "../checks/docker-context.ts";
import type { BuiltImage } from "../engines/docker/build.ts";
import { BuildFailed } from "../engines/docker/build-failed.ts";
import { inspectImage } from "../engines/docker/image.ts";
import { leftOf, removeRun } from "../engines/docker/sweep.ts";
import { dockerTest } from "../engines/docker/testing/docker.ts";
import { engineGate } from "../engines/docker/testing/engine-gate.ts";
import { sampleCheck } from "../testing/sample-check.ts";
import { Interrupted } from "../verdict/judge.ts";
import { SUPPLIED_API } from "./chosen-api.ts";
import { DockerSession } from "./docker-session.ts";
import { sessionFor } from "./session.ts";

const test = dockerTest();
const NEVER = new AbortController().signal;
const NOTHING = { containers: 0, networks: 0, volumes: 0, images: 0 };
const SERVER =
  "require('http').createServer((q, s) => { console.log(q.url); s.end('{}'); }).listen(8000);process.on('SIGTERM', () => process.exit());";
const DOCKERFILE = `FROM node:24-bookworm-slim
ARG APP
COPY $APP/package.json /app/
COPY exercises/02-docker/ /app/exercise/
CMD ["node", "-e", "${SERVER}"]
`;
const COMPOSE = `services:
  api:
    build: { context: ../.., dockerfile: exercises/02-docker/Dockerfile, args: { APP: "\${APP}" } }
    ports: ["8000:8000"]
    init: true
`;

const check = (run: Check<DockerContext>["run"], parts: Partial<Check<DockerContext>> = {}) => {
  const { run: _run, ...sample } = sampleCheck("a", { needs: ["docker"] });
  return { ...sample, ...parts, run };
};

async function open(files: Record<string, string>, api = SUPPLIED_API) {
  const folder = await test.folder(files);
  const progress: string[] = [];
  const notices: string[] = [];
  const session = new DockerSession({
    folder,
    reference: folder,
    seed: 1,
    api,
    onProgress: (text) => progress.push(text),
    onNotice: (text) => notices.push(text),
  });
  return { session, progress, notices };
}

describe("DockerSession", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("builds once for all checks, gives each what it needs, and leaves nothing", async () => {
    const { session, progress } = await open({ Dockerfile: DOCKERFILE, "compose.yaml": COMPOSE });
    const folders: string[] = [];
    const one = check(
      async (context) => {
        const image = await context.image();
        const shared = await context.shared();
        demand((await context.shared()) === shared, "one shared container", "two");
        const own = await context.start({ readOnly: true, environment: { A: "b" } });
        const answer = await own.target.request({ method: "GET", path: "/own" });
        demand(answer.status === 200, "200", answer.status);
        const { stdout } = await own.exec(["cat", "/app/package.json"]);
        demand(stdout.includes("solution-01-api"), "the API named by APP", stdout);
        const planted = await context.build({
          change: (folder) => {
            folders.push(folder);
            return writeFile(path.join(folder, "exercises/02-docker/.env"), "SECRET=1");
          },
        });
        demand(planted.id !== image.id, "another image", planted.id);
        const reference = await context.startReference({ wait: false });
        demand(reference.id !== own.id, "another container", reference.id);
        folders.push(await context.temporaryFolder());
        return undefined;
      },
      { deadlineMs: 120_000 },
    );
    const two = check(
      async (context) => {
        const stack = await context.compose();
        await stack.up();
        const port = await stack.port("api", 8000);
        await vi.waitFor(async () => fetch(`http://127.0.0.1:${port}/x`), 10_000);
        return { lines: await stack.logs("api") };
      },
      { id: "b", deadlineMs: 120_000 },
    );
    const graded = sessionFor([one, two], session);
    await graded.prepare([one, two], NEVER);
    expect(progress.join("\n")).toContain("solutions/01-api goes in");
    expect(progress.join("\n")).toContain("building the submission: ");
    expect(await graded.judge(one, NEVER)).toEqual({ verdict: "passed", attempts: 1 });
    const { verdict, evidence } = await graded.judge(two, NEVER);
    expect({ verdict, lines: evidence?.lines }).toEqual({
      verdict: "passed",
      lines: expect.arrayContaining(["/x"]),
    });
    // What checks share stays; what they started for themselves is gone.
    expect(await leftOf(session.run)).toMatchObject({ containers: 1, networks: 0, volumes: 0 });
    await graded.close();
    expect(await leftOf(session.run)).toEqual(NOTHING);
    expect(folders.filter((each) => existsSync(each))).toEqual([]);
  });

  it("lets checks fail where the Dockerfile does not build, and shows why", async () => {
    const { session } = await open({ Dockerfile: `${DOCKERFILE}RUN exit 9\n` });
    const one = check(async (context) => void (await context.start()));
    const graded = sessionFor([one], session);
    await graded.prepare([one], NEVER);
    await expect(session.images.get("submission")).rejects.toThrow(BuildFailed);
    expect(await graded.judge(one, NEVER)).toMatchObject({
      verdict: "failed",
      received: "exercises/02-docker/Dockerfile:6: RUN exit 9 ended with exit code 9",
    });
    await graded.close();
    expect(await leftOf(session.run)).toEqual(NOTHING);
  });

  it("says whose API goes in, and again where a COPY of it finds nothing", async () => {
    const because = "solutions/01-api goes in, since exercises/01-api has earned 0 of 100 points";
    const api = { workspace: "solutions/01-api", because };
    const ignore = { "Dockerfile.dockerignore": "solutions\n" };
    const { session, notices } = await open({ Dockerfile: DOCKERFILE, ...ignore }, api);
    const one = check(async (context) => void (await context.image()));
    const graded = sessionFor([one], session);
    await graded.prepare([one], NEVER);
    expect(notices).toContain(`The API in the image: ${because}.`);
    expect(await graded.judge(one, NEVER)).toMatchObject({
      verdict: "failed",
      received: expect.stringContaining("COPY of /solutions/01-api/package.json, which is not in"),
      evidence: { lines: ["COPY $APP/package.json /app/", `APP: ${because}`] },
    });
    await graded.close();
  });

  it("has no verdict, and no stack trace, where the engine stops in the middle", async () => {
    await using gate = await engineGate();
    vi.stubEnv("DOCKER_HOST", gate.host);
    const { session } = await open({ Dockerfile: DOCKERFILE });
    const one = check(async (context) => {
      await context.shared();
      await gate.close();
      await context.start();
      return undefined;
    });
    const two = check(
      async () => {
        demand(false, "an answer", "ECONNREFUSED");
        return undefined;
      },
      { id: "b" },
    );
    const graded = sessionFor([one, two], session);
    await graded.prepare([one, two], NEVER);
    for (const each of [one, two]) {
      const judgement = await graded.judge(each, NEVER);
      expect(judgement.verdict).toBe("not run");
      expect(judgement.reason).toMatch(/^Docker's engine stopped answering/);
    }
    await graded.close();
    vi.unstubAllEnvs();
    await removeRun(session.run);
  });

  it("has no verdict where the engine is gone before it begins", async () => {
    vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
    const { session } = await open({ Dockerfile: DOCKERFILE });
    const one = check(async (context) => void (await context.image()));
    const graded = sessionFor([one], session);
    await graded.prepare([one], NEVER);
    expect((await graded.judge(one, NEVER)).verdict).toBe("not run");
    await graded.close();
  });

  it("builds no stage anew while a check compares layers that the cache gives", async () => {
    const { session } = await open({ Dockerfile: `FROM node:24-bookworm-slim\nRUN date > /now\n` });
    const one = check(async (context) => {
      const { again, meanwhile } = await context.keepingCache(async () => ({
        again: context.build({ freshStages: true }),
        meanwhile: await sleep(4000).then(() => context.build({})),
      }));
      const layers = async ({ reference }: BuiltImage) => (await inspectImage(reference)).layers;
      const kept = await layers(meanwhile);
      demand(`${kept}` === `${await layers(await context.image())}`, "kept", "fresh");
      demand(`${kept}` !== `${await layers(await again)}`, "fresh", "kept");
      return undefined;
    });
    const graded = sessionFor([one], session);
    await graded.prepare([one], NEVER);
    expect(await graded.judge(one, NEVER)).toMatchObject({ verdict: "passed" });
    await graded.close();
  });

  it("ends a build, and what a check has started, on Ctrl-C", async () => {
    const slow = await open({ Dockerfile: `${DOCKERFILE}RUN sleep 60\n` });
    const stop = new AbortController();
    const one = check(async () => undefined);
    const preparing = slow.session.prepare([one], stop.signal);
    while (!slow.progress.at(-1)?.includes("sleep")) await sleep(20);
    stop.abort();
    await expect(preparing).rejects.toThrow(Interrupted);
    await slow.session.close();
    expect(await leftOf(slow.session.run)).toEqual(NOTHING);

    const { session } = await open({ Dockerfile: DOCKERFILE });
    const again = new AbortController();
    const two = check(async (context) => {
      await context.start();
      const rest = context.build({ freshStages: true });
      again.abort();
      await rest;
      return undefined;
    });
    const graded = sessionFor([two], session);
    await graded.prepare([two], NEVER);
    await expect(graded.judge(two, again.signal)).rejects.toThrow(Interrupted);
    await graded.close();
    expect(await leftOf(session.run)).toEqual(NOTHING);
  });
});
