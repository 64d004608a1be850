import { spawnSync } from "node:child_process";
import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { STATE } from "../../src/course/root.ts";
import { gradeFolder, idsOf } from "./testing/grading.ts";
import { openOutside } from "./testing/outside.ts";
import { copySubmission } from "./testing/submission.ts";

const PLAIN = path.resolve(import.meta.dirname, "../plain");

describe("a submission's folder", () => {
  it("may have spaces, quotes and umlauts in its path", async () => {
    // Inside the repository, where the plain API finds models and pages.
    const folder = path.join(STATE, "proof", `Übung 1 (Zoë's & Bob's) $HOME ${process.pid}`);
    await mkdir(path.dirname(folder), { recursive: true });
    try {
      await cp(PLAIN, folder, { recursive: true });
      const ids = ["starts", "health", "predict-ids", "docs-offline", "ready-when-verified"];
      const result = await gradeFolder(folder, ...ids);
      expect(idsOf(result, "passed").sort()).toEqual(ids.sort());
      expect(result.submission.folder).toBe(`.workshop/proof/${path.basename(folder)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.runIf(process.platform !== "win32")(
    "may hold links to anywhere, pipes and devices; none is followed or read",
    async () => {
      await using outside = await openOutside();
      await using submission = await copySubmission("redirects", outside.url);
      const { folder } = submission;
      for (const [name, to] of Object.entries({ root: "/", self: ".", zero: "/dev/zero" })) {
        await symlink(to, path.join(folder, name));
      }
      expect(spawnSync("mkfifo", [path.join(folder, "pipe")]).status).toBe(0);
      const result = await gradeFolder(folder, "starts");
      expect(result.score).toBe(2);
      expect(result.durationMs).toBeLessThan(20_000);
    },
  );

  it.runIf(process.platform !== "win32")(
    "may have no end in its package.json: it is told so",
    async () => {
      await using submission = await copySubmission("exits-at-once");
      const manifest = path.join(submission.folder, "package.json");
      for (const make of [
        () => symlink("/dev/zero", manifest),
        async () => void spawnSync("mkfifo", [manifest]),
        () => writeFile(manifest, '{"scripts":{"start":"node \\u0000"}}'),
      ]) {
        await rm(manifest);
        await make();
        const result = await gradeFolder(submission.folder, "starts");
        expect(idsOf(result, "failed")).toEqual(["starts"]);
        expect(result.checks[0]?.evidence.received).toMatch(/package\.json/);
      }
    },
  );
});
