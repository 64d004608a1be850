import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { Metadata } from "@workshop/serving/model-loader";
import { expect, test } from "vitest";
import { requireData } from "../data/require-data.ts";
import { train } from "./index.ts";
import { RELEASES } from "./paths.ts";
import { requirePython } from "./require-python.ts";

const VERSION = "v1.0.0";

async function readMetadata(folder: string): Promise<Metadata> {
  return Metadata.parse(JSON.parse(await readFile(path.join(folder, "metadata.json"), "utf8")));
}

/** NumPy adds up in another order where a CPU's vectors are longer: the last bit of a mean may differ. */
function nearly(value: unknown): unknown {
  if (typeof value === "number") return expect.closeTo(value, 12);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, nearly(each)]));
}

test(
  "the same data gives the released model again, byte for byte",
  {
    timeout: 900_000,
  },
  async (ctx) => {
    requireData(ctx);
    await requirePython(ctx);
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
      expect(again.evaluations).toEqual(nearly(released.evaluations));
      expect(again.trained_at).toBe("2023-11-14T22:13:20Z");
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  },
);
