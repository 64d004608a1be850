import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { Metadata } from "@workshop/serving/model-loader";
import { expect, test } from "vitest";
import { train } from "./index.ts";
import { RELEASES } from "./paths.ts";
import { findPython } from "./python.ts";
import { notRun } from "./requirement.ts";

const VERSION = "v1.0.0";

async function readMetadata(folder: string): Promise<Metadata> {
  return Metadata.parse(JSON.parse(await readFile(path.join(folder, "metadata.json"), "utf8")));
}

test(
  "the same data gives the released model again, byte for byte",
  {
    timeout: 900_000,
  },
  async (ctx) => {
    if (!process.env.WORKSHOP_DATA)
      notRun(ctx, "data", "WORKSHOP_DATA, a folder of MovieLens 100k");
    await findPython(process.env).catch(() => notRun(ctx, "python", "Python 3.10 or newer"));
    const out = await mkdtemp(path.join(tmpdir(), "workshop-retrain-"));
    try {
      let errors = "";
      const code = await train(["--version", VERSION, "--out", out], {
        env: { ...process.env, SOURCE_DATE_EPOCH: "1700000000" },
        out: () => {},
        err: (text) => {
          errors += text;
        },
      });
      expect(code, errors).toBe(0);
      const again = await readMetadata(path.join(out, VERSION));
      const released = await readMetadata(path.join(RELEASES, VERSION));
      expect(again.files).toEqual(released.files);
      expect(again.evaluations).toEqual(released.evaluations);
      expect(again.trained_at).toBe("2023-11-14T22:13:20Z");
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  },
);
