import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../course/root.ts";
import { newRunId } from "../engines/docker/run-id.ts";
import { copyContext } from "./context-copy.ts";

it("copies what git would, with the submission in its place, and nothing that is ignored", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-submission-"));
  await mkdir(path.join(folder, "node_modules"));
  await writeFile(path.join(folder, "Dockerfile"), "FROM scratch\n");
  await writeFile(path.join(folder, ".env"), "A=1\n");
  await writeFile(path.join(folder, "node_modules", "x"), "");
  const made = await copyContext({ run: newRunId(), folder, place: "exercises/02-docker" });
  try {
    const read = (name: string) => readFile(path.join(made, name), "utf8");
    expect(await read("package-lock.json")).toBe(
      await readFile(path.join(ROOT, "package-lock.json"), "utf8"),
    );
    expect(await read("exercises/02-docker/Dockerfile")).toBe("FROM scratch\n");
    expect(await read("exercises/02-docker/.env")).toBe("A=1\n");
    for (const name of ["node_modules", ".git", ".workshop", "exercises/02-docker/node_modules"]) {
      expect(existsSync(path.join(made, name)), name).toBe(false);
    }
    await writeFile(path.join(made, "package.json"), "spoilt");
    const status = execFileSync("git", ["status", "--porcelain", "package.json"], { cwd: ROOT });
    expect(String(status)).toBe("");
  } finally {
    await rm(made, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
});
