import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NOTHING } from "../../progress/progress.ts";
import { sampleCheck } from "../../testing/sample-check.ts";
import { stackApi } from "./stack-api.ts";

const CHECKS = [sampleCheck("a", { points: 100 })];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stack-api-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("stackApi", () => {
  it("takes the API that a grading takes", async () => {
    const { workspace, because } = await stackApi(folder, CHECKS, NOTHING);
    expect(workspace).toBe("solutions/01-api");
    expect(because).toContain("exercises/01-api has earned 0 of 100 points");
  });

  it("takes what APP in .env names, and says so", async () => {
    await writeFile(path.join(folder, ".env"), "# mine\nAPP=exercises/01-api\n");
    expect(await stackApi(folder, CHECKS, NOTHING)).toEqual({
      workspace: "exercises/01-api",
      because: "exercises/01-api goes in, since APP in .env says so",
    });
  });

  it.each(["", "APP=\n", "API_PORT=8001\n"])(
    "is not misled by a .env without it: %j",
    async (text) => {
      await writeFile(path.join(folder, ".env"), text);
      expect((await stackApi(folder, CHECKS, NOTHING)).workspace).toBe("solutions/01-api");
    },
  );
});
