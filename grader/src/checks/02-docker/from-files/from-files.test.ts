import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ContractFailure } from "@workshop/serving/http-contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mutate } from "../../../../proof/mutate.ts";
import { findExercise } from "../../../course/exercises.ts";
import { ROOT } from "../../../course/root.ts";
import { SUPPLIED_API } from "../../../grade/chosen-api.ts";
import type { DockerContext } from "../../docker-context.ts";
import { NotRun } from "../../undecided.ts";
import { CHECKS } from "../index.ts";

const readable = CHECKS.filter(({ fromFiles }) => fromFiles);
let folder = "";

/** "passed", "not run", or what came instead of what was expected. */
async function toldBy(id: string, of = folder): Promise<string> {
  const context = { folder: of, api: SUPPLIED_API } as DockerContext;
  try {
    await CHECKS.find((check) => check.id === id)?.fromFiles?.(context);
    return "passed";
  } catch (error) {
    if (error instanceof ContractFailure) return withoutLine(error.received, of);
    if (error instanceof NotRun) return "not run";
    throw error;
  }
}

/** Takes a line's number out, once it has been seen to be right. */
async function withoutLine(received: string, of: string): Promise<string> {
  const [, line, words] = /^Dockerfile:(\d+): (\S+ \S+)/.exec(received) ?? [];
  if (words === undefined) return received;
  const lines = (await readFile(path.join(of, "Dockerfile"), "utf8")).split("\n");
  expect(lines[Number(line) - 1]).toContain(words);
  return received.replace(/^Dockerfile:\d+/, "Dockerfile");
}

async function edit(file: string, find: string | RegExp, replace: string): Promise<void> {
  const text = await readFile(path.join(folder, file), "utf8");
  const edited = text.replace(find, () => replace);
  expect(edited).not.toBe(text);
  await writeFile(path.join(folder, file), edited);
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-files-"));
  await cp(path.join(ROOT, "solutions/02-docker"), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("is what these checks can be told by", () => {
  expect(readable.map(({ id }) => id)).toEqual([
    ...["not-root", "no-secrets", "health-frozen", "stop-under-load"],
    ...["compose-up", "redis-private"],
  ]);
});

describe.each([
  "solutions/02-docker",
  "grader/proof/02-docker/cache-mounts",
  "grader/proof/02-docker/from-scratch",
  "grader/proof/02-docker/legacy-builder",
  "grader/proof/02-docker/single-package",
])("%s", (of) => {
  it.each(readable)("passes $id", async ({ id }) => {
    expect(await toldBy(id, path.join(ROOT, of))).toBe("passed");
  });
});

/** A question that asks nothing cannot be told from one that does by reading. */
const seen = readable.filter(({ id }) => id !== "health-frozen");

it.each(seen)("fails the mutants of $id", async ({ id, mutants }) => {
  const exercise = findExercise("docker");
  if (!exercise) throw new Error("There is no exercise docker.");
  for (const [index, mutant] of mutants.entries()) {
    const made = await mutate(exercise, `files-${id}-${index}`, mutant);
    expect(await toldBy(id, made)).not.toMatch(/^(passed|not run)$/);
    await rm(made, { recursive: true, force: true });
  }
});

it.each(readable)("fails $id where nothing is there", async ({ id }) => {
  await rm(folder, { recursive: true, force: true });
  expect(await toldBy(id)).toMatch(/none|Invalid|no /);
});

it.each([
  ["USER 0:0", "Dockerfile: USER 0:0"],
  ["USER nobody", "Dockerfile: USER nobody"],
  ["USER 10001", "passed"],
  ["USER $ID", "not run"],
  ["", "no USER: that of debian:bookworm-slim"],
])("reads %j", async (line, told) => {
  await edit("Dockerfile", "USER 1000:1000", line);
  expect(await toldBy("not-root")).toBe(told);
});

it.each([
  ["CMD node src/server.ts; true", "Dockerfile: CMD node src/server.ts; true"],
  ['CMD ["npm", "start"]', 'Dockerfile: CMD ["npm", "start"]'],
  ['CMD ["/bin/sh", "-c", "node a"]', 'Dockerfile: CMD ["/bin/sh", "-c", "node a"]'],
  ['CMD ["sh", "-c", "exec node a"]', "passed"],
  ["CMD exec node src/server.ts", "passed"],
  ['ENTRYPOINT ["tini", "--"]\nCMD ["node", "src/server.ts"]', "passed"],
  ["", "no ENTRYPOINT and no CMD"],
])("reads %j", async (line, told) => {
  await edit("Dockerfile", 'CMD ["node", "src/server.ts"]', line);
  expect(await toldBy("stop-under-load")).toBe(told);
});

it.each([
  ["HEALTHCHECK NONE", "Dockerfile: HEALTHCHECK NONE"],
  ["HEALTHCHECK CMD true", "Dockerfile: HEALTHCHECK CMD true"],
  ["HEALTHCHECK CMD curl -f http://localhost:8000", /^Dockerfile: HEALTHCHECK CMD curl/],
  ["RUN apt-get install -y curl\nHEALTHCHECK CMD curl -f http://localhost:8000", "passed"],
  ["HEALTHCHECK CMD node healthcheck.js || exit 1", "passed"],
  ["", "none"],
])("reads %j", async (line, told) => {
  await edit("Dockerfile", /^HEALTHCHECK.*$/m, line);
  expect(await toldBy("health-frozen")).toMatch(told);
});

it("tells which COPY takes a secret along, and says nothing of what is ignored", async () => {
  await writeFile(path.join(folder, "Dockerfile.dockerignore"), "**/*.test.ts\n");
  expect(await toldBy("no-secrets")).toMatch(/^Dockerfile: COPY shared shared takes shared\/\.aws/);
  await writeFile(path.join(folder, "Dockerfile.dockerignore"), "**/.aws\n");
  expect(await toldBy("no-secrets")).toMatch(/COPY \$\{APP\} \$\{APP\} takes .*\/\.env: /);
  await writeFile(path.join(folder, "Dockerfile.dockerignore"), "**/.aws\n**/.env\n**/id_*\n");
  expect(await toldBy("no-secrets")).toBe("passed");
  await edit(
    "Dockerfile",
    "COPY package.json ./\nCOPY shared",
    'COPY [".npm*", "./"]\nCOPY shared',
  );
  expect(await toldBy("no-secrets")).toMatch(/takes \.npmrc/);
});

it("reads compose.yaml", async () => {
  await edit("compose.yaml", "    volumes:\n      - redis-data:/data\n", "");
  expect(await toldBy("redis-private")).toBe("none");
  await edit("compose.yaml", "image: redis:7-bookworm", 'image: redis:7\n    ports: ["6379:6379"]');
  expect(await toldBy("redis-private")).toContain("6379");
  expect(await toldBy("compose-up")).toBe("passed");
  await edit(
    "compose.yaml",
    "condition: service_healthy\n    restart",
    "condition: service_started\n    restart",
  );
  expect(await toldBy("compose-up")).toBe("no such line");
  await edit("compose.yaml", "services:", "include: [other.yaml]\nservices:");
  expect(await toldBy("compose-up")).toBe("not run");
  await writeFile(path.join(folder, "compose.yaml"), "services: [\n");
  expect(await toldBy("compose-up")).toMatch(/line 2|Flow/);
});
