import { createHash } from "node:crypto";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { champion, MODELS } from "./models.ts";

/** The files a serving engine may read its model from. */
export const MODEL_FILES = ["model.txt", "model.onnx"] as const;

/** A copy of the models folder with only the champion in it, for MODEL_DIR. */
export interface ModelFolder {
  readonly folder: string;
  readonly version: string;
  /** The folder of the champion's release. */
  readonly release: string;
}

/** Copies registry, champion and feature store into `folder`. */
export async function copyModels(folder: string): Promise<ModelFolder> {
  const { version } = await champion();
  const release = path.join(folder, "releases", version);
  await mkdir(release, { recursive: true });
  await Promise.all([
    cp(path.join(MODELS, "releases", version), release, { recursive: true }),
    cp(path.join(MODELS, "feature-store"), path.join(folder, "feature-store"), { recursive: true }),
  ]);
  const registry = { format: 1, aliases: { champion: version }, history: [] };
  await writeFile(path.join(folder, "registry.json"), `${JSON.stringify(registry)}\n`);
  return { folder, version, release };
}

/** Replaces files of a release and enters their sums in its metadata, as a real release has them. */
export async function replaceFiles(
  release: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  const file = path.join(release, "metadata.json");
  const metadata = JSON.parse(await readFile(file, "utf8")) as { files: Record<string, unknown> };
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(path.join(release, name), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    metadata.files[name] = { sha256, bytes: bytes.length };
  }
  await writeFile(file, `${JSON.stringify(metadata, null, 2)}\n`);
}
