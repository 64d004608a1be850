import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { compare } from "semver";
import { nearest } from "../suggestion/index.ts";
import { ModelLoadError } from "./load-error.ts";
import { parseRegistry, type Registry, Version } from "./registry.ts";
import { resolveSelector } from "./selector.ts";
import type { ModelStore } from "./store.ts";

const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** A folder with `registry.json` and `releases/vX.Y.Z/`, read anew at every call. */
export class FolderStore implements ModelStore {
  readonly folder: string;
  readonly description: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
    this.description = `The model folder ${this.folder}`;
  }

  resolve(selector: string): Promise<string> {
    return this.versions().then((versions) =>
      resolveSelector(selector, {
        where: this.description,
        versions,
        registry: () => this.registry(),
      }),
    );
  }

  async read(version: string, file: string): Promise<Uint8Array> {
    this.#check(version, file);
    const shown = `${file} of ${version} in ${this.folder}`;
    try {
      return await readFile(path.join(this.#release(version), file));
    } catch (cause) {
      if (!isNotFound(cause)) throw unreadable(shown, cause);
      const there = await this.files(version);
      const near = nearest(file, there);
      throw new ModelLoadError(
        "missing",
        `There is no ${shown}. The release holds ${there.join(", ") || "nothing"}.` +
          (near === undefined ? "" : ` The nearest is ${near}.`),
        { cause },
      );
    }
  }

  /**
   * Every released version, the lowest first.
   * @throws ModelLoadError `missing` or `unreadable`.
   */
  async versions(): Promise<string[]> {
    const names = await list(
      path.join(this.folder, "releases"),
      `${this.description} has no folder releases. Expected registry.json and releases/vX.Y.Z/; set MODEL_DIR.`,
    );
    return names.filter((name) => Version.safeParse(name).success).sort(compare);
  }

  /**
   * The names of all files of a release.
   * @throws ModelLoadError `missing` or `unreadable`.
   */
  async files(version: string): Promise<string[]> {
    this.#check(version);
    const names = await list(
      this.#release(version),
      `${this.description} has no release ${version}.`,
    );
    return names.sort();
  }

  /**
   * What each alias stands for now.
   * @throws ModelLoadError with any of its reasons.
   */
  async registry(): Promise<Registry> {
    const file = path.join(this.folder, "registry.json");
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (cause) {
      if (!isNotFound(cause)) throw unreadable(file, cause);
      throw new ModelLoadError(
        "missing",
        `${this.description} has no registry.json, so it knows no alias. Ask for a version, or restore the file.`,
        { cause },
      );
    }
    return parseRegistry(bytes, this.folder);
  }

  #release(version: string): string {
    return path.join(this.folder, "releases", version);
  }

  /** Names become paths, so nothing passes that could lead out of the release. */
  #check(version: string, file = "metadata.json"): void {
    if (!Version.safeParse(version).success) {
      throw new ModelLoadError(
        "missing",
        `${this.description} names releases vX.Y.Z, so it has no ${JSON.stringify(version)}.`,
      );
    }
    if (!FILE_NAME.test(file)) {
      throw new ModelLoadError(
        "missing",
        `A release holds plain files, so ${version} has no ${JSON.stringify(file)}.`,
      );
    }
  }
}

async function list(folder: string, otherwise: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (!isNotFound(cause)) throw unreadable(folder, cause);
    throw new ModelLoadError("missing", otherwise, { cause });
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function unreadable(what: string, cause: unknown): ModelLoadError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ModelLoadError(
    "unreadable",
    `${what} is there but cannot be read: ${why}. Check its kind and its permissions.`,
    { cause },
  );
}
