import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FEATURE_NAMES } from "@workshop/serving/feature-extractor";
import { readyEnvironment } from "../train/environment.ts";
import { exportHoldOut, verifyData } from "../train/trainer.ts";
import { UserError } from "../user-error.ts";

/** The rows that neither version learnt from. `rows` is row-major, count × 34. */
export interface HoldOut {
  rows: Float64Array;
  labels: Float64Array;
  count: number;
}

/**
 * Has Python compute the hold-out of the time split.
 * @param model a model.txt
 * @throws UserError where the Python environment is not made; UserError where the data is not
 * the published one.
 */
export async function readHoldOut(
  data: string,
  model: string,
  env: NodeJS.ProcessEnv,
): Promise<HoldOut> {
  const python = await readyEnvironment();
  if (!python) {
    throw new UserError(
      "Expected the Python environment models/training/.venv, found none: run npm run models -- train --setup.",
    );
  }
  const setting = { env, say: () => {} };
  await verifyData([python], data, setting);
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-hold-out-"));
  try {
    const out = path.join(folder, "hold-out.f64");
    await exportHoldOut(python, { data, model, out }, setting);
    return split(await readFile(out));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function split(bytes: Buffer): HoldOut {
  const matrix = new Float64Array(new Uint8Array(bytes).buffer);
  const features = FEATURE_NAMES.length;
  const width = features + 2;
  const count = matrix.length / width;
  const rows = new Float64Array(count * features);
  const labels = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    rows.set(matrix.subarray(row * width, row * width + features), row * features);
    labels[row] = matrix[row * width + features] ?? Number.NaN;
  }
  return { rows, labels, count };
}
