import { afterEach, describe, expect, it, vi } from "vitest";
import { Container } from "./container.ts";
import { DeathWatch } from "./death-watch.ts";
import { fillMemory } from "./fill-memory.ts";
import { dockerTest } from "./testing/docker.ts";

const test = dockerTest();
const IMAGE = "node:24-bookworm-slim";
const MEMORY = 256 * 1024 ** 2;
/** Something as large as an API. */
const LARGE =
  "globalThis.held = Buffer.alloc(60e6, 1); console.log('large'); setInterval(() => {}, 1000)";
const started: Container[] = [];

async function start(program: string): Promise<{ container: Container; deaths: DeathWatch }> {
  const container = await Container.start(IMAGE, test.run, {
    memory: MEMORY,
    shmSize: 2 * MEMORY,
    readOnly: true,
    restart: "always",
    command: ["node", "--eval", program],
  });
  started.push(container);
  await vi.waitFor(async () => expect(await container.logs()).toContain("large"), 20_000);
  return { container, deaths: await DeathWatch.begin(container.id) };
}

describe("fillMemory", () => {
  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.remove()));
  });

  it("has the kernel end process 1, which a restart policy begins anew", async () => {
    const { container, deaths } = await start(LARGE);
    await fillMemory(container, () => deaths.outOfMemory);
    await vi.waitFor(async () => {
      const { State, RestartCount } = await container.inspect();
      // Docker says Running of what it is about to begin anew, too.
      expect({ running: State.Running && !State.Restarting, RestartCount }).toEqual({
        running: true,
        RestartCount: 1,
      });
    }, 20_000);
    expect(deaths).toMatchObject({ exitCodes: [137], outOfMemory: true });
    expect((await container.exec(["ls", "/dev/shm"])).stdout).toBe("");
    deaths.end();
  }, 60_000);

  it("gives the memory back where a child of process 1 is killed", async () => {
    const child = `require("child_process").spawn("node", ["--eval", ${JSON.stringify(LARGE)}], { stdio: "inherit" })`;
    const { container, deaths } = await start(`${child}; setInterval(() => {}, 1000)`);
    await fillMemory(container, () => deaths.outOfMemory);
    await vi.waitFor(() => expect(deaths.outOfMemory).toBe(true), 20_000);
    expect(deaths.exitCodes).toEqual([]);
    expect((await container.exec(["ls", "/dev/shm"])).stdout).toBe("");
    deaths.end();
  }, 60_000);
});
