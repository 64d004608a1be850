import path from "node:path";
import { FEATURE_NAMES } from "@workshop/serving/feature-extractor";
import type { FolderStore, Interval, Metadata } from "@workshop/serving/model-loader";
import { UserError } from "../user-error.ts";
import { openReleaseEngine } from "../verification/release-engine.ts";
import { bootstrap } from "./bootstrap.ts";
import { type HoldOut, readHoldOut } from "./hold-out.ts";
import { auc, brier, logLoss, type Metric } from "./metrics.ts";
import { timeSplit } from "./verdict.ts";

const SCORES = ["auc", "log_loss", "brier"] as const;
type Score = (typeof SCORES)[number];
const ROUNDING = 1e-9;

/** B minus A on the hold-out, both scored on the same resamples of its rows. */
export interface Paired extends Record<Score, Interval> {
  rows: number;
}

/**
 * Scores the hold-out anew by both versions and holds their metadata to it.
 * @throws UserError where a version does not take MovieLens' columns, or its metadata gives other
 * scores than it has.
 */
export async function compareOnHoldOut(
  store: FolderStore,
  [a, b]: readonly [Metadata, Metadata],
  data: string,
  env: NodeJS.ProcessEnv,
): Promise<Paired> {
  for (const metadata of [a, b]) requireColumns(metadata);
  const model = path.join(store.folder, "releases", a.version, "model.txt");
  const holdOut = await readHoldOut(data, model, env);
  const [first, second] = [await score(store, a, holdOut), await score(store, b, holdOut)];
  const difference = (of: Score) =>
    bootstrap((weights) => second[of](weights) - first[of](weights), holdOut.count);
  return {
    rows: holdOut.count,
    auc: difference("auc"),
    log_loss: difference("log_loss"),
    brier: difference("brier"),
  };
}

function requireColumns({ version, features, files }: Metadata): void {
  const names = features.map(({ name }) => name);
  if (files["model.txt"] && names.join() === FEATURE_NAMES.join()) return;
  throw new UserError(
    `Expected ${version} to be a model.txt that takes MovieLens' ${FEATURE_NAMES.length} columns, ` +
      "found another model: compare it without --data.",
  );
}

async function score(
  store: FolderStore,
  metadata: Metadata,
  { rows, labels, count }: HoldOut,
): Promise<Record<Score, Metric>> {
  const engine = await openReleaseEngine(store, metadata, "walker");
  const predictions = await engine.run(rows, count);
  await engine.close();
  const metrics = {
    auc: auc(labels, predictions),
    log_loss: logLoss(labels, predictions),
    brier: brier(labels, predictions),
  };
  const claimed = timeSplit(metadata);
  const all = new Float64Array(count).fill(1);
  for (const name of SCORES) {
    const found = metrics[name](all);
    if (claimed && !(Math.abs(claimed[name].value - found) <= ROUNDING)) {
      throw new UserError(
        `Expected ${metadata.version} to have ${name} ${claimed[name].value} on the time split, as its ` +
          `metadata.json says, found ${found}: its scores cannot be trusted, so train it again.`,
      );
    }
  }
  return metrics;
}
