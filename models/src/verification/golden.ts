import { type Metadata, type ModelStore, readGolden } from "@workshop/serving/model-loader";
import type { EngineName } from "@workshop/serving/predictor";
import { goldenScores } from "./golden-scores.ts";
import { MODEL_FILES, openReleaseEngine } from "./release-engine.ts";

/** Largest difference from LightGBM's own answer. */
const TOLERANCE = 1e-5;
const ALL_MISSING = { features: {}, probability: Number.NaN };

/**
 * An engine answers every golden case as LightGBM did.
 * @returns the largest difference.
 * @throws Error naming the worst case.
 */
export async function verifyGolden(
  store: ModelStore,
  metadata: Metadata,
  name: EngineName,
): Promise<string | { none: string }> {
  if (!metadata.files[MODEL_FILES[name]]) {
    return { none: `the release has no ${MODEL_FILES[name]}` };
  }
  const golden = await readGolden(store, metadata);
  const engine = await openReleaseEngine(store, metadata, name);
  try {
    const scores = await goldenScores(metadata, engine, golden?.cases ?? [ALL_MISSING]);
    if (!golden) return { none: "it opens, but the release has no golden.json to hold it to" };
    return judge(
      golden.cases.map(({ probability }) => probability),
      scores,
    );
  } finally {
    await engine.close();
  }
}

function judge(expected: readonly number[], scores: Float64Array): string {
  let largest = 0;
  let worst = -1;
  expected.forEach((probability, index) => {
    const difference = Math.abs((scores[index] ?? Number.NaN) - probability);
    if (difference <= largest) return;
    largest = difference;
    worst = index;
  });
  if (!(largest <= TOLERANCE)) {
    throw new Error(
      `golden case ${worst} expects ${expected[worst]}, the engine answers ${scores[worst]}; ` +
        `the largest difference is ${largest.toExponential(1)}, ${TOLERANCE} is allowed.`,
    );
  }
  return `${expected.length} golden cases, largest difference ${largest.toExponential(1)}`;
}
