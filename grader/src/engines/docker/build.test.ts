import { describe, expect, it } from "vitest";
import { NotRun } from "../../checks/undecided.ts";
import { Interrupted } from "../../verdict/judge.ts";
import { BuildFailed } from "./build-failed.ts";
import { ownStages } from "./own-stages.ts";
import { leftOf } from "./sweep.ts";
import { dockerTest } from "./testing/docker.ts";

const test = dockerTest();
const BASE = "FROM node:24-bookworm-slim";

async function failure(
  dockerfile: string,
  files: Record<string, string> = {},
  deadlineMs = 60_000,
) {
  const error: unknown = await test
    .build({ Dockerfile: dockerfile, ...files }, { deadlineMs })
    .catch((each: unknown) => each);
  expect(error).toBeInstanceOf(BuildFailed);
  return error as BuildFailed;
}

describe("build", () => {
  it("gives the image and tells which steps came from the cache", async () => {
    const salt = String(Math.random());
    const files = { Dockerfile: `${BASE}\nRUN echo ${salt}\nCOPY a /a\n`, a: "1" };
    const progress: string[] = [];
    const first = await test.build(files, { onProgress: (text) => progress.push(text) });
    const second = await test.build({ ...files, a: "2" });
    const of = (image: typeof first, keyword: string) =>
      image.vertices.find(({ name }) => name.includes(`] ${keyword} `));
    expect(first.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(second.id).not.toBe(first.id);
    expect(of(first, "RUN")).toMatchObject({ cached: false, output: [salt] });
    expect(of(second, "RUN")).toMatchObject({ cached: true, digest: of(first, "RUN")?.digest });
    expect(of(second, "COPY")).toMatchObject({ cached: false });
    expect(progress.join("\n")).toContain(`RUN echo ${salt}`);
  });

  it("builds stages anew by name, and leaves the others in the cache", async () => {
    const salt = String(Math.random());
    const dockerfile = `${BASE} AS kept\nRUN echo ${salt}\n${BASE}\nCOPY --from=kept /etc/hostname /\nRUN echo again ${salt}\n`;
    const { text, names } = ownStages(dockerfile.replace("RUN echo", "RUN npm --version; echo"));
    expect(names).toEqual(["stage-1"]);
    await test.build({ Dockerfile: text });
    const { vertices } = await test.build({ Dockerfile: text }, { noCacheStages: names });
    const cached = (part: string) => vertices.find(({ name }) => name.includes(part))?.cached;
    expect(cached(`echo ${salt}`)).toBe(true);
    expect(cached(`echo again ${salt}`)).toBe(false);
  });

  it("names the line of a syntax error", async () => {
    const { received, evidence } = await failure(`${BASE}\n\nRUNN true\n`);
    expect(received).toBe("Dockerfile:3: unknown instruction: RUNN");
    expect(evidence.lines).toContain("3: RUNN true");
  });

  it("names the line of a command that fails, and shows what it printed", async () => {
    const { received, evidence, line } = await failure(
      `${BASE} AS build\n# why\nRUN true \\\n  && true\nRUN echo hello; \\\n  exit 3\n`,
    );
    expect(received).toBe("Dockerfile:5: RUN echo hello; exit 3 ended with exit code 3");
    expect(evidence.lines).toEqual(["hello"]);
    expect(line).toBe(5);
  });

  it("tells a COPY of what is ignored or missing", async () => {
    const files = { "Dockerfile.dockerignore": "a\n", a: "1" };
    const { received } = await failure(`${BASE}\nCOPY a /a\n`, files);
    expect(received).toBe(
      "Dockerfile:2: COPY of /a, which is not in the build context: it does not exist, or " +
        "Dockerfile.dockerignore leaves it out",
    );
    const pattern = await failure(`${BASE}\nCOPY folder/*.js /a/\n`);
    expect(pattern.received).toContain("Dockerfile:2: COPY of /folder, which is not in the build");
    const other = await failure(`${BASE} AS one\nFROM scratch\nCOPY --from=one /nothing /b\n`);
    expect(other.received).toBe("Dockerfile:3: COPY of /nothing, which is not in one");
  });

  it("tells a stage that is not there", async () => {
    const { received } = await failure(`${BASE} AS build\nFROM scratch\nCOPY --from=biuld /a /a\n`);
    expect(received).toMatch(/^Dockerfile:3: there is no image biuld.*there are build/);
  });

  it("does not judge what a closed network or a full disk brings about", async () => {
    const unreachable = test.build({ Dockerfile: "FROM localhost:1/nothing:1\n" });
    await expect(unreachable).rejects.toThrow(NotRun);
    await expect(unreachable).rejects.toThrow(
      "Dockerfile:1: the image localhost:1/nothing:1 is not",
    );
    const download = test.build({ Dockerfile: `${BASE}\nADD http://nothing.invalid/x /x\n` });
    await expect(download).rejects.toThrow("Dockerfile:2: http://nothing.invalid/x cannot be");
    const full = `${BASE}\nRUN head -c 100M /dev/zero > /dev/shm/a\n`;
    await expect(test.build({ Dockerfile: full })).rejects.toThrow(/disk .* is full/);
  });

  it("stops when it is interrupted, and leaves no image", async () => {
    const before = await leftOf(test.run);
    const stop = new AbortController();
    const started = performance.now();
    const building = test.build(
      { Dockerfile: `${BASE}\nRUN sleep 60\n` },
      { signal: stop.signal, onProgress: (text) => text.includes("sleep") && stop.abort() },
    );
    await expect(building).rejects.toThrow(Interrupted);
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(await leftOf(test.run)).toEqual(before);
  });

  it("says where there is no Dockerfile", async () => {
    await expect(test.build({})).rejects.toMatchObject({ received: "there is no Dockerfile" });
  });
});
