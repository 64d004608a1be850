import { spawnSync } from "node:child_process";
import { chmod, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { explainSilence, missingDocker } from "./missing-docker.ts";
import { dockerTest } from "./testing/docker.ts";

const test = dockerTest();

/** The real docker command behind a plugin of ours, in a folder that alone is on the PATH. */
async function withPlugin(name: string, script: string): Promise<void> {
  vi.unstubAllEnvs();
  const folder = await test.folder({});
  const real = spawnSync("which", ["docker"], { encoding: "utf8" }).stdout.trim();
  const docker = `#!/bin/sh\nif [ "$1" = ${name} ]; then ${script}; fi\nexec ${real} "$@"\n`;
  await writeFile(path.join(folder, "docker"), docker);
  await chmod(path.join(folder, "docker"), 0o755);
  await symlink("/bin/sh", path.join(folder, "sh"));
  vi.stubEnv("PATH", folder);
}

describe("missingDocker", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("misses nothing where all is there", async () => {
    expect(await missingDocker()).toBeUndefined();
  });

  it("tells that there is no docker command", async () => {
    vi.stubEnv("PATH", await test.folder({}));
    expect((await missingDocker())?.reason).toBe("no docker command on the PATH");
  });

  it("tells that no engine runs", async () => {
    vi.stubEnv("DOCKER_HOST", `unix://${await test.folder({})}/none.sock`);
    expect((await missingDocker())?.reason).toBe("Docker's engine does not run");
  });

  it("tells which plugin is missing or too old", async () => {
    await withPlugin("buildx", "echo docker: unknown command: docker buildx >&2; exit 1");
    expect((await missingDocker())?.reason).toBe("docker has no buildx plugin");
    await withPlugin("compose", "echo Docker Compose version v2.9.1; exit 0");
    expect((await missingDocker())?.reason).toBe("docker compose is 2.9.1");
  });

  it("tells a socket that this user may not use", (context) => {
    if (process.getuid?.() !== 0) context.skip("not run: only root can become another user");
    const nobody = { uid: 65_534, gid: 65_534, encoding: "utf8", env: { PATH: process.env.PATH } };
    const { stderr } = spawnSync("docker", ["version"], nobody as { encoding: "utf8" });
    expect(explainSilence(stderr.trim())).toEqual({
      reason: "this user may not use Docker's socket",
      cure: "sudo usermod -aG docker $USER, then log out and in again.",
    });
  });
});
