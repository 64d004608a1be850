import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const MODELS = path.resolve(import.meta.dirname, "../../../models");

/** A copy of the released models in a temporary folder, to be spoilt by a test. */
export interface ModelFolder extends AsyncDisposable {
  readonly folder: string;
  path(version: string, file: string): string;
  /** Replaces a file's bytes and leaves the metadata as it was: damage. */
  damage(version: string, file: string, change: (bytes: Buffer) => Uint8Array): Promise<void>;
  /** Replaces a file's text and lists the new sha256: a release that is whole, and wrong. */
  release(version: string, file: string, change: (text: string) => string): Promise<void>;
  /** Puts another file's bytes in place and lists their sha256. */
  replace(version: string, file: string, by: string): Promise<void>;
  /** Lists the files anew, as they are. */
  list(version: string): Promise<void>;
  /** Changes metadata.json, which no sha256 covers. */
  metadata(version: string, change: (metadata: Record<string, unknown>) => void): Promise<void>;
  registry(change: (text: string) => string): Promise<void>;
}

/** Copies `models/registry.json` and `models/releases` of this repository. */
export async function copyModels(): Promise<ModelFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-models-"));
  await cp(path.join(MODELS, "registry.json"), path.join(folder, "registry.json"));
  await cp(path.join(MODELS, "releases"), path.join(folder, "releases"), { recursive: true });
  const at = (version: string, file: string) => path.join(folder, "releases", version, file);

  const models: ModelFolder = {
    folder,
    path: at,
    async damage(version, file, change) {
      await writeFile(at(version, file), change(await readFile(at(version, file))));
    },
    async release(version, file, change) {
      await models.damage(version, file, (bytes) => Buffer.from(change(bytes.toString("utf8"))));
      await models.list(version);
    },
    async replace(version, file, by) {
      await cp(by, at(version, file));
      await models.list(version);
    },
    async list(version) {
      const files = await listed(path.join(folder, "releases", version));
      await models.metadata(version, (metadata) => Object.assign(metadata, { files }));
    },
    async metadata(version, change) {
      const file = at(version, "metadata.json");
      const metadata: Record<string, unknown> = JSON.parse(await readFile(file, "utf8"));
      change(metadata);
      await writeFile(file, JSON.stringify(metadata));
    },
    async registry(change) {
      const file = path.join(folder, "registry.json");
      await writeFile(file, change(await readFile(file, "utf8")));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
  return models;
}

async function listed(release: string) {
  const files: Record<string, { sha256: string; bytes: number }> = {};
  for (const name of await readdir(release)) {
    if (name === "metadata.json") continue;
    const bytes = await readFile(path.join(release, name));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    files[name] = { sha256, bytes: bytes.length };
  }
  return files;
}
