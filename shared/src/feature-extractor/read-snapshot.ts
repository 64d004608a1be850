import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { FeatureStoreError } from "./feature-store.ts";
import { FORMAT, HEADER, HEADER_BYTES, MAGIC, SUM_BYTES } from "./snapshot-format.ts";

const CURE =
  "set FEATURE_STORE to a whole snapshot, or restore models/feature-store/movielens-100k.bin from git";

/** The error for a snapshot file that is not as expected. */
export function notAsExpected(path: string, expected: string, found: string): FeatureStoreError {
  return new FeatureStoreError(`Expected ${path} to ${expected}, found ${found}: ${CURE}.`);
}

/**
 * Reads a snapshot file and makes sure that it is whole, before anything in it is believed.
 * @param name the store it should hold, for the message
 * @throws FeatureStoreError
 */
export function readSnapshot(name: string, path: string): Buffer {
  const file = read(name, path);
  const magic = file.toString("latin1", HEADER.magic, HEADER.magic + MAGIC.length);
  if (magic !== MAGIC) {
    const found = `${file.length} bytes of something else`;
    throw notAsExpected(path, `be a feature store snapshot, which starts with ${MAGIC}`, found);
  }
  if (file.length < HEADER_BYTES + SUM_BYTES) {
    const least = `have at least ${HEADER_BYTES + SUM_BYTES} bytes`;
    throw notAsExpected(path, least, String(file.length));
  }
  const format = file.readUInt32LE(HEADER.format);
  if (format !== FORMAT) {
    throw notAsExpected(path, `have snapshot format ${FORMAT}`, `format ${format}`);
  }
  const bytes = file.readUInt32LE(HEADER.bytes);
  if (bytes !== file.length) {
    throw notAsExpected(path, `have ${bytes} bytes, as its header says`, String(file.length));
  }
  const sum = file.toString("hex", bytes - SUM_BYTES);
  const found = createHash("sha256").update(file.subarray(0, -SUM_BYTES)).digest("hex");
  if (sum !== found) throw notAsExpected(path, `have sha256 ${sum}, as its end says`, found);
  return file;
}

function read(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const found = code === "ENOENT" ? "no such file" : `one that cannot be read (${code})`;
    throw new FeatureStoreError(
      `Expected the feature store ${name} at ${path}, found ${found}: ${CURE}.`,
      { cause },
    );
  }
}
