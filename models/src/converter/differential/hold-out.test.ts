import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { requireData } from "../../data/require-data.ts";
import { RELEASES } from "../../train/paths.ts";
import { requireTrainer } from "../../train/require-python.ts";
import { compare } from "./compared.ts";
import { readFloat64 } from "./float64-file.ts";
import { runPython } from "./python.ts";
import { table } from "./table.ts";

const FEATURES = 34;
/** The features, the label, and LightGBM's probability. */
const COLUMNS = 36;

for (const version of ["v1.0.0", "v1.1.0"]) {
  const title = `both engines agree with LightGBM on the whole hold-out under ${version}`;
  test(title, { timeout: 120_000 }, async (ctx) => {
    const data = requireData(ctx);
    const python = await requireTrainer(ctx);
    const folder = await mkdtemp(path.join(tmpdir(), "workshop-hold-out-"));
    try {
      const model = path.join(RELEASES, version, "model.txt");
      const out = path.join(folder, "hold-out.f64");
      const options = ["--data", data, "--model", model, "--out", out];
      await runPython(python, "training", "export-hold-out", ...options);
      const all = await readFloat64(out);
      const rows = all.filter((_, at) => at % COLUMNS < FEATURES);
      const expected = all.filter((_, at) => at % COLUMNS === COLUMNS - 1);
      const result = await compare(await readFile(model, "utf8"), rows, expected);
      console.log(table(new Map([[`hold-out, ${version}`, [result]]])));

      expect(result.rows).toBeGreaterThanOrEqual(19_000);
      expect(result.differences.walker.largest).toBeLessThanOrEqual(1e-9);
      expect(result.differences.onnx.largest).toBeLessThanOrEqual(1e-6);
      expect(result.differences.walker.flips + result.differences.onnx.flips).toBe(0);
      expect(result.disagreements).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
