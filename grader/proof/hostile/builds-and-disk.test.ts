import { statfs } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { BuildFailed } from "../../src/engines/docker/build-failed.ts";
import { leftOf } from "../../src/engines/docker/sweep.ts";
import { dockerTest } from "../../src/engines/docker/testing/docker.ts";
import { dockerInfo, engineIsHere } from "../../src/testing/engine-here.ts";

const test = dockerTest();
const BASE = "FROM node:24-bookworm-slim";

describe("a Dockerfile", () => {
  it("that fills the disk is ended before it has", { timeout: 120_000 }, async (context) => {
    if (!engineIsHere()) context.skip("not run: the engine's disk is not this machine's");
    const { bavail, bsize } = await statfs(dockerInfo("{{.DockerRootDir}}"));
    // Others write to that disk too: of what has to go, the build's own share may be a third.
    const room = { least: bavail * bsize - 600e6, taken: 200e6 };
    const command = "RUN for i in $(seq 300); do head -c 4M /dev/zero >> /big; sleep 0.05; done";
    const built = test.build({ Dockerfile: `${BASE}\n${command}\n` }, { room });
    await expect(built).rejects.toMatchObject({
      constructor: BuildFailed,
      received: expect.stringMatching(
        /^Dockerfile:2: RUN for .* was ended when it had left [\d.]+ GB of/,
      ),
    });
  });

  it("is not judged on a disk that was full before", async (context) => {
    if (!engineIsHere()) context.skip("not run: the engine's disk is not this machine's");
    const room = { least: 1e18, taken: 1e18 };
    const built = test.build(
      { Dockerfile: `${BASE}\nRUN sleep 30; echo ${Date.now()}\n` },
      { room },
    );
    await expect(built).rejects.toThrow(/^The disk of Docker's engine has [\d.]+ GB left/);
    expect((await leftOf(test.run)).containers).toBe(0);
  });
});
