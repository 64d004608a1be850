import { hash } from "node:crypto";

/** What, beside the row, decides a score. */
export interface ScoredBy {
  readonly name: string;
  readonly version: string;
  readonly engine: string;
  /** sha256 of the file that the engine runs. */
  readonly sha256: string;
}

/** The part of a key that all rows of a model share: another model never finds its answers. */
export function keyPrefix({ name, version, engine, sha256 }: ScoredBy): string {
  return `prediction:${name}:${version}:${engine}:${sha256.slice(0, 16)}:`;
}

/**
 * A key for each row, from the bytes of its features: however a request came to them, by ids or by
 * its own values, the same features have the same key.
 * @param rows row-major float64, count × width; may be longer
 */
export function rowKeys(
  prefix: string,
  rows: Float64Array,
  count: number,
  width: number,
): string[] {
  return Array.from({ length: count }, (_, row) => {
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset + row * width * 8, width * 8);
    return prefix + hash("sha256", bytes, "base64url");
  });
}
