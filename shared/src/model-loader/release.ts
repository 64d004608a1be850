import { createHash } from "node:crypto";
import { z } from "zod";
import { Golden } from "./golden.ts";
import { ModelLoadError } from "./load-error.ts";
import { Metadata } from "./metadata.ts";
import { parseJson } from "./parse-json.ts";
import type { ModelStore } from "./store.ts";

const CURE = "Fetch the release again.";

/**
 * Reads and checks `metadata.json` of a release.
 * @throws ModelLoadError `corrupt` for text that is not JSON, `unsupported` for another format,
 * `wrong-schema` for another shape.
 */
export async function readMetadata(store: ModelStore, version: string): Promise<Metadata> {
  const metadata = parseJson(await store.read(version, "metadata.json"), Metadata, {
    what: `metadata.json of ${version}`,
    cure: CURE,
  });
  if (metadata.version !== version) {
    throw new ModelLoadError(
      "wrong-schema",
      `metadata.json of ${version} says it is ${metadata.version}. Release the model under its own version.`,
    );
  }
  return metadata;
}

/**
 * Reads a file of a release and compares it with the sha256 in its metadata.
 * @throws ModelLoadError `missing` where the metadata does not list it, `corrupt` where it differs.
 */
export async function readVerified(
  store: ModelStore,
  metadata: Metadata,
  file: string,
): Promise<Uint8Array> {
  const { version } = metadata;
  const listed = metadata.files[file];
  if (!listed) {
    throw new ModelLoadError("missing", `The release ${version} has no ${file}.`);
  }
  const bytes = await store.read(version, file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== listed.sha256) {
    throw new ModelLoadError(
      "corrupt",
      `${file} of ${version}: expected sha256 ${listed.sha256} (${listed.bytes} bytes), ` +
        `found ${sha256} (${bytes.length} bytes). Fetch the release again.`,
    );
  }
  return bytes;
}

/**
 * Reads the golden answers of a release, or undefined where it has none.
 * @param most cases to look at, the first ones; a thousand take longer to check than to compute
 * @throws ModelLoadError as {@link readVerified}, or `wrong-schema`.
 */
export async function readGolden(
  store: ModelStore,
  metadata: Metadata,
  most = Number.POSITIVE_INFINITY,
): Promise<Golden | undefined> {
  if (!metadata.files["golden.json"]) return undefined;
  const bytes = await readVerified(store, metadata, "golden.json");
  const { cases } = Golden.shape;
  const first = z.array(z.unknown()).transform((all) => all.slice(0, most));
  return parseJson(bytes, Golden.extend({ cases: first.pipe(cases) }), {
    what: `golden.json of ${metadata.version}`,
    cure: CURE,
  });
}
