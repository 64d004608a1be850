import {
  type Golden,
  type Metadata,
  type ModelStore,
  readGolden,
} from "@workshop/serving/model-loader";
import { goldenScores } from "../verification/golden-scores.ts";
import { openReleaseEngine } from "../verification/release-engine.ts";

/** How far two versions agree on rows that are in the golden answers of either. */
export interface Agreement {
  rows: number;
  largest_difference: number;
  mean_difference: number;
  /** Rows that one version puts on the other side of the threshold; null without thresholds. */
  class_flips: number | null;
}

/**
 * Scores the golden rows of both versions by both.
 * @returns undefined where they do not take the same columns or have no golden answers.
 */
export async function goldenAgreement(
  store: ModelStore,
  a: Metadata,
  b: Metadata,
): Promise<Agreement | undefined> {
  if (columns(a) !== columns(b)) return undefined;
  const golden = [await readGolden(store, a), await readGolden(store, b)];
  const cases = golden.flatMap((each) => each?.cases ?? []);
  if (cases.length === 0) return undefined;
  const [scoresA, scoresB] = [await scores(store, a, cases), await scores(store, b, cases)];
  const differences = scoresA.map((score, row) => Math.abs(score - (scoresB[row] ?? Number.NaN)));
  return {
    rows: cases.length,
    largest_difference: differences.reduce((most, each) => Math.max(most, each), 0),
    mean_difference: differences.reduce((sum, each) => sum + each, 0) / cases.length,
    class_flips: flips(a, b, scoresA, scoresB),
  };
}

function columns({ features }: Metadata): string {
  return JSON.stringify(
    features.map((each) => [each.name, each.type === "categorical" ? each.categories : null]),
  );
}

async function scores(
  store: ModelStore,
  metadata: Metadata,
  cases: Golden["cases"],
): Promise<Float64Array> {
  const engine = await openReleaseEngine(
    store,
    metadata,
    metadata.files["model.txt"] ? "walker" : "onnx",
  );
  try {
    return await goldenScores(metadata, engine, cases);
  } finally {
    await engine.close();
  }
}

function flips(a: Metadata, b: Metadata, scoresA: Float64Array, scoresB: Float64Array) {
  const [thresholdA, thresholdB] = [a.threshold, b.threshold];
  if (thresholdA === null || thresholdB === null) return null;
  return scoresA.filter(
    (score, row) => score >= thresholdA !== (scoresB[row] ?? Number.NaN) >= thresholdB,
  ).length;
}
