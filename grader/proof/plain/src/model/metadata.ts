interface Common {
  name: string;
  description: string;
  /** Whether null is allowed. */
  missing: boolean;
}

export type Feature = Common &
  (
    | { type: "numeric"; unit: string; min: number; max: number; integer: boolean }
    | { type: "categorical"; categories: string[] }
  );

/** The parts of metadata.json that serving needs; GET /model shows all of it. */
export interface Metadata {
  format: number;
  name: string;
  version: string;
  description: string;
  trained_at: string;
  task: string;
  threshold: number;
  entities: string[];
  feature_store: string | null;
  features: Feature[];
  files: Record<string, { sha256: string; bytes: number }>;
}

/**
 * Reads the text of a metadata.json.
 * @throws Error where it is not what this API can serve.
 */
export function parseMetadata(text: string): Metadata {
  const metadata = JSON.parse(text) as Partial<Metadata> | null;
  if (metadata?.format !== 1) throw new Error("metadata.json has another format than 1");
  if (metadata.task !== "binary" || typeof metadata.threshold !== "number") {
    throw new Error("metadata.json describes no binary classifier with a threshold");
  }
  if (!metadata.features?.length || !metadata.files || !metadata.entities) {
    throw new Error("metadata.json lists no features, files or entities");
  }
  return metadata as Metadata;
}
