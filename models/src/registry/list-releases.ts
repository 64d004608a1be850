import {
  type FolderStore,
  type Interval,
  ModelLoadError,
  readMetadata,
} from "@workshop/serving/model-loader";
import { timeSplit } from "../comparison/verdict.ts";
import { readRegistry } from "./read-registry.ts";

/** One line of the list; scores are those on the time split. `error` says why the rest is null. */
export interface Listed {
  version: string;
  aliases: string[];
  auc: Interval | null;
  log_loss: Interval | null;
  trained_at: string | null;
  bytes: number | null;
  error: string | null;
}

const UNKNOWN = { auc: null, log_loss: null, trained_at: null, bytes: null };

/** Every released version, the lowest first; one that cannot be read does not hide the others. */
export async function listReleases(store: FolderStore): Promise<Listed[]> {
  const { aliases } = await readRegistry(store);
  const versions = await store.versions();
  return Promise.all(
    versions.map(async (version) => {
      const held = Object.keys(aliases).filter((alias) => aliases[alias] === version);
      return { version, aliases: held, ...(await summary(store, version)) };
    }),
  );
}

async function summary(store: FolderStore, version: string) {
  try {
    const metadata = await readMetadata(store, version);
    const scores = timeSplit(metadata);
    return {
      auc: scores?.auc ?? null,
      log_loss: scores?.log_loss ?? null,
      trained_at: metadata.trained_at,
      bytes: Object.values(metadata.files).reduce((sum, { bytes }) => sum + bytes, 0),
      error: null,
    };
  } catch (error) {
    if (!(error instanceof ModelLoadError)) throw error;
    return { ...UNKNOWN, error: error.message };
  }
}
