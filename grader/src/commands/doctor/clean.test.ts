import { spawnSync } from "node:child_process";
import { afterEach, expect, it, vi } from "vitest";
import { Container } from "../../engines/docker/container.ts";
import { newRunId } from "../../engines/docker/run-id.ts";
import { leftOf } from "../../engines/docker/sweep.ts";
import { dockerTest } from "../../engines/docker/testing/docker.ts";
import { clean } from "./clean.ts";

const IMAGE = "node:24-bookworm-slim";
dockerTest(IMAGE);

afterEach(() => vi.unstubAllEnvs());

it("removes what a run left whose process has ended, and says what it kept", async () => {
  const [, ended = ""] = /^(\d+)/.exec(String(spawnSync("sh", ["-c", "echo $$"]).stdout)) ?? [];
  const run = newRunId().replace(/^\d+/, ended);
  await Container.start(IMAGE, run, { command: ["sleep", "600"] });
  const { text, code } = await clean();
  expect(code).toBe(0);
  expect(text).toMatch(/Removed [1-9]\d* containers?, .* images? of runs that have ended\./);
  expect(text).toMatch(/The build cache was kept \(\d+ MB\)/);
  expect(await leftOf(run)).toMatchObject({ containers: 0 });
});

it("says where Docker cannot be asked", async () => {
  vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
  const { text, code } = await clean();
  expect(code).toBe(1);
  expect(text).toContain("Docker was not looked at: Docker's engine does not run. Start");
});
