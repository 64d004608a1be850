import { describe, expect, it, vi } from "vitest";
import type { BuildOptions } from "../../src/engines/docker/build.ts";
import { BuildFailed } from "../../src/engines/docker/build-failed.ts";
import { dockerTest } from "../../src/engines/docker/testing/docker.ts";
import { engineIsHere, withWords } from "../../src/testing/engine-here.ts";
import { openOutside } from "./testing/outside.ts";

const test = dockerTest();
const BASE = "FROM node:24-bookworm-slim";

async function failure(dockerfile: string, options?: Partial<BuildOptions>): Promise<BuildFailed> {
  const error: unknown = await test
    .build({ Dockerfile: dockerfile }, options)
    .catch((each: unknown) => each);
  expect(error).toBeInstanceOf(BuildFailed);
  return error as BuildFailed;
}

describe("a Dockerfile", () => {
  it("that never ends is ended at the deadline, with all its processes", async () => {
    const mark = `8.${process.pid}${Date.now()}`;
    const command = `RUN while true; do sleep ${mark}; done`;
    let seen = 0;
    const looking = setInterval(() => {
      seen = Math.max(seen, withWords(`sleep ${mark}`).length);
    }, 100);
    const ended = failure(`${BASE}\n${command}\n`, { deadlineMs: 8000 });
    const { received } = await ended.finally(() => clearInterval(looking));
    expect(received).toBe(`Dockerfile:2: ${command} had not ended after 8 s`);
    if (!engineIsHere()) return;
    expect(seen).toBeGreaterThan(0);
    await vi.waitFor(() => expect(withWords(`sleep ${mark}`)).toEqual([]), 10_000);
  });

  it("has nothing fetched from this machine's own network", async () => {
    await using outside = await openOutside();
    const { received, line } = await failure(`${BASE}\nADD ${outside.url}/x /x\n`);
    expect(received).toBe(
      `Dockerfile:2: ADD of ${outside.url}/x, which Docker's engine would fetch from this ` +
        "machine or its own network; nothing was built",
    );
    expect(line).toBe(2);
    expect(outside.asked).toEqual([]);
  });

  it("gets no image that is too large to be read", async () => {
    const { received } = await failure(`${BASE}\nRUN true\n`, { most: 50e6 });
    expect(received).toMatch(/^Dockerfile: an image of 0.2 GB; it may have 0.1 GB$/);
  });
});
